package org.itr.file;

import java.util.UUID;
import org.itr.objecttype.Space;

/**
 * All files of an object in a space.
 *
 * @param space where the files are
 * @param object the object that they belong to, which need not exist
 */
public record FileFolder(Space space, UUID object) {}
