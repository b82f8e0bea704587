package org.itr.application;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.itr.server.LogFiles;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Writes the log to files beside the terminal, from the first line on, with the same lines. A file
 * that is long enough becomes the first of the older ones; {@link LogFiles} says how many are kept.
 */
final class LogFileAppender implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final Duration BETWEEN_LOOKS = Duration.buildBySeconds(1);

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    Environment environment = event.getEnvironment();
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender(LogFiles.APPENDER) != null) {
      return;
    }
    Path folder = Path.of(environment.getRequiredProperty("settings.log-dir"));
    Path newest = LogFiles.newest(folder);
    if (newest.toString().contains("%")) {
      throw new IllegalStateException("ITR_LOG_DIR must not contain percent signs");
    }

    PatternLayoutEncoder lines = new PatternLayoutEncoder();
    lines.setContext(context);
    lines.setPattern(environment.getRequiredProperty("logging.pattern.console"));
    lines.setCharset(StandardCharsets.UTF_8);
    lines.start();

    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setName(LogFiles.APPENDER);
    appender.setContext(context);
    appender.setEncoder(lines);
    appender.setFile(newest.toString());

    FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
    older.setContext(context);
    older.setParent(appender);
    older.setFileNamePattern(newest + ".%i");
    older.setMinIndex(LogFiles.FIRST_OLDER);
    older.start();
    // Until the settings can be read, nothing that is there is removed.
    older.setMaxIndex(Math.max(LogFiles.USUALLY_KEPT, LogFiles.olderIn(folder)));

    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(
        new FileSize(environment.getRequiredProperty("settings.log-file-bytes", Long.class)));
    size.setCheckIncrement(BETWEEN_LOOKS);
    size.start();

    appender.setRollingPolicy(older);
    appender.setTriggeringPolicy(size);
    appender.start();
    root.addAppender(appender);
  }
}
