package org.itr.login;

import java.util.UUID;
import org.itr.objecttype.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to be let in.
 *
 * @param name the e-mail address
 * @param password the password
 * @param company the company that the user chose; null when there was no choice yet
 * @param choosingToken the token under which the company was chosen; it ends when the login
 *     succeeds
 * @param host the host name of the server as the browser knows it, without a port
 * @param address the network address of the browser
 */
public record LoginAttempt(
    String name,
    Secret password,
    @Nullable UUID company,
    @Nullable Secret choosingToken,
    String host,
    String address) {}
