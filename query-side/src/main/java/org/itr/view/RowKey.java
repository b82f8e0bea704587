package org.itr.view;

import java.io.Serializable;
import java.util.UUID;

/**
 * The primary key of most view rows.
 *
 * @param space the space that the object lives in
 * @param id the object's id
 */
public record RowKey(UUID space, UUID id) implements Serializable {}
