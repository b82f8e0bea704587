package org.itr.support;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.itr.support.Website.Answer;

/**
 * A company of its own to test in, licensed and active, and users with the rights that a test
 * needs.
 */
public final class TestCompany {

  private static final String PASSWORD = "Everybody2026!!";

  private final ServerProcess server;
  private final Website master;
  private final String id;

  private TestCompany(ServerProcess server, String id) {
    this.server = server;
    this.master = server.founder();
    this.id = id;
  }

  /** The company that is there from the start, that of the first master user. */
  public static TestCompany first(ServerProcess server) {
    return new TestCompany(server, server.founder().company());
  }

  /** Founds a company. */
  public static TestCompany on(ServerProcess server) {
    return on(server, Map.of());
  }

  /** Founds a company with those settings. */
  public static TestCompany on(ServerProcess server, Map<String, Object> settings) {
    TestCompany company = new TestCompany(server, UUID.randomUUID().toString());
    Map<String, Object> all = new HashMap<>();
    all.put("CompanyName", "Company " + company.id);
    all.put("Active", true);
    all.put("LicenseStartDate", "2020-01-01T00:00:00Z");
    all.put("LicenseEndDate", "2100-01-01T00:00:00Z");
    all.putAll(settings);
    company.save("companies/" + company.id, all);
    return company;
  }

  /** Its ID. */
  public String id() {
    return id;
  }

  /** A browser in which a new user with those rights, names of booleans of logins, is logged in. */
  public Website user(String... rights) {
    return logIn(email(rights));
  }

  /** The e-mail address of a new user with those rights. */
  public String email(String... rights) {
    String email = UUID.randomUUID() + "@users.example";
    engage(email, rights);
    return email;
  }

  /** Gives the company a login with that e-mail address and those rights. */
  public void engage(String email, String... rights) {
    Map<String, Object> login = new HashMap<>();
    login.put("CompanyID", id);
    login.put("Email", email);
    login.put("UserName", "User of " + id);
    login.put("Password", PASSWORD);
    login.put("Active", true);
    login.put("StartDateLicense", "2020-01-01T00:00:00Z");
    login.put("EndDateLicense", "2100-01-01T00:00:00Z");
    for (String right : rights) {
      login.put(right, true);
    }
    save("logins/" + UUID.randomUUID(), login);
  }

  /** The password of its users. */
  public String password() {
    return PASSWORD;
  }

  /** A browser in which one of its users is logged in. */
  public Website logIn(String email) {
    Website website = new Website(server.url());
    website.login(email, PASSWORD);
    return website;
  }

  private void save(String path, Map<String, Object> fields) {
    Answer answer = master.post(path, fields);
    if (answer.status() != 200) {
      throw new IllegalStateException("Cannot save " + path + ": " + answer);
    }
  }
}
