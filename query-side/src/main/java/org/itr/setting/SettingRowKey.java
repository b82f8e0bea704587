package org.itr.setting;

import java.io.Serializable;
import java.util.UUID;

/**
 * The primary key of a setting's row.
 *
 * @param space the space that the setting holds in
 * @param parameterName the setting's name
 */
public record SettingRowKey(UUID space, String parameterName) implements Serializable {}
