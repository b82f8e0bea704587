package org.itr.file;

import java.io.Serializable;
import java.util.UUID;

/**
 * The primary key of a file's row.
 *
 * @param space the space that the file is in
 * @param id the file's object, type and name
 */
public record FileRowKey(UUID space, String id) implements Serializable {}
