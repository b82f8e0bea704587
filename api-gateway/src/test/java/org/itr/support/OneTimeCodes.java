package org.itr.support;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** The device of a user that makes codes for the second factor. */
public final class OneTimeCodes {

  private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Z2-7]+)");

  private OneTimeCodes() {}

  /** The secret in an address of the form {@code otpauth://totp/…}. */
  public static String secret(String address) {
    Matcher matcher = SECRET.matcher(address);
    if (!matcher.find()) {
      throw new IllegalArgumentException("No secret in the address");
    }
    return matcher.group(1);
  }

  /** The code of this half minute. */
  public static String now(String address) {
    return at(address, Instant.now());
  }

  /** The code of another half minute. */
  public static String at(String address, Instant moment) {
    try {
      return new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30))
          .generateOneTimePasswordString(
              new SecretKeySpec(new Base32().decode(secret(address)), "HmacSHA1"), moment);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
