package org.itr.report;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;

/**
 * The statements that reports are read with. They are made of constants alone; whatever a caller
 * says is bound by name.
 */
final class ReportSql {

  private static final String MASTER = "'" + Space.MASTER.id() + "'";
  private static final String SET = "'2001-03-02Z'";
  private static final String TIMES =
      Durations.COLUMNS.stream()
          .map(", sum(%1$s) as %1$s"::formatted)
          .collect(Collectors.joining());

  private static final String NAME_OF_COMPANY =
      "(select c.company_name from companies c where c.space = %s and c.id = f.space)"
          .formatted(MASTER);
  private static final String NAME_OF_CONSULTANT =
      """
      (select case when l.is_master_user and not :namesMasterUsers then '' else coalesce(nullif(l.user_name, ''), l.email) end
       from logins l where l.space = f.space and l.id = f.user_id)"""
          .strip();

  /** The company's own test, or the server's. */
  private static final String NAME_OF_TEST =
      """
      coalesce((select t.test_name from tests t where t.space = f.space and t.id = f.test_id),
               (select t.test_name from tests t where t.space = %s and t.id = f.test_id))"""
          .formatted(MASTER)
          .strip();

  /** The test of a usage; what the bill names where there is none, or none any more. */
  private static final String NAME_OF_BILLED_TEST =
      "coalesce(" + NAME_OF_TEST + ", f.invoice_code) as \"Test\", f.invoice_code as \"BilledAs\"";

  /** The members of a group, as they are counted for everybody. */
  private static final String MEMBERS =
      "left join groupcounts m on m.space = s.space and m.group_session_id = s.id";

  /** The members of a group who are the caller's own. */
  private static final String OWN_MEMBERS =
      """
      cross join lateral (
           select count(*) filter (where o.status <= :ready) as readycount,
                  count(*) filter (where o.status > :ready and o.status < :done) as inprogresscount,
                  count(*) filter (where o.status >= :done) as donecount
           from sessions o
           where o.space = s.space and o.group_session_id = s.id and o.id <> s.id
             and o.managed_by_user_id = :consultant) m"""
          .strip();

  private ReportSql() {}

  /** The figures: the columns of the groupings, then the sums as the tables have them. */
  static String figures(ReportRequest request) {
    List<String> keys = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    List<String> order = new ArrayList<>();
    for (Grouping grouping : request.by()) {
      switch (grouping) {
        case MONTH -> {
          keys.add("month");
          shown.add("to_char(f.month, 'YYYY-MM') as \"Month\"");
          order.add("\"Month\"");
        }
        case COMPANY -> {
          keys.add("space");
          shown.add("f.space as \"CompanyID\", " + NAME_OF_COMPANY + " as \"Company\"");
          order.add("\"Company\", \"CompanyID\"");
        }
        case CONSULTANT -> {
          keys.add("space");
          keys.add("user_id");
          shown.add("f.user_id as \"ConsultantID\", " + NAME_OF_CONSULTANT + " as \"Consultant\"");
          order.add("\"Consultant\", \"ConsultantID\"");
        }
        case BILLED_TEST -> {
          keys.add("test_id");
          keys.add("invoice_code");
          shown.add("f.test_id as \"TestID\", " + NAME_OF_BILLED_TEST);
          order.add("\"Test\", \"TestID\", \"BilledAs\"");
        }
        case TEST -> {
          keys.add("test_id");
          shown.add("f.test_id as \"TestID\", " + NAME_OF_TEST + " as \"Test\"");
          order.add("\"Test\", \"TestID\"");
        }
        case GROUP -> {
          keys.add("space");
          keys.add("group_id");
          shown.add(
              "f.group_id as \"GroupSessionID\","
                  + " (select s.description from sessions s where s.space = f.space and s.id = f.group_id) as \"Group\"");
          order.add("\"Group\", \"GroupSessionID\"");
        }
      }
    }
    // A test of one company has its name there; where several use it, any of them finds it.
    boolean needsSpace = keys.contains("test_id") && !keys.contains("space");
    String grouped = keys.stream().distinct().collect(Collectors.joining(", "));
    String sums = sums(request.report());
    return "select "
        + String.join(", ", shown)
        + ", f.* from (select "
        + grouped
        + (needsSpace ? ", (array_agg(space))[1] as space" : "")
        + ", "
        + sums
        + " from "
        + source(request)
        + " f where "
        + ofCaller(request)
        + " group by "
        + grouped
        + ") f order by "
        + String.join(", ", order);
  }

  private static String sums(Report report) {
    return switch (report) {
      case USAGE ->
          "sum(usages) as usages, sum(ticks) as ticks, sum(discounted_ticks) as discounted";
      case SESSIONS ->
          "sum(planned) as planned, sum(started) as started, sum(finished) as finished" + TIMES;
      case TESTS -> "sum(started) as started, sum(finished) as finished" + TIMES;
      case GROUPS ->
          "count(*) as groups, sum(ready) as ready, sum(inprogress) as inprogress, sum(done) as done";
    };
  }

  private static String source(ReportRequest request) {
    return switch (request.report()) {
      case USAGE -> "reportusages";
      case SESSIONS -> "reportsessions";
      case TESTS -> request.consultant() == null ? "reporttests" : testsOfConsultant();
      case GROUPS -> groupSessions(request);
    };
  }

  /** Group sessions with the progress of the members that the caller may see. */
  private static String groupSessions(ReportRequest request) {
    return """
    (select s.space, s.id as group_id, date_trunc('month', s.create_date at time zone 'UTC')::date as month,
            s.create_date, coalesce(s.managed_by_user_id, %s) as user_id, s.description, 1 as groups,
            coalesce(readycount, 0) as ready, coalesce(inprogresscount, 0) as inprogress, coalesce(donecount, 0) as done
     from sessions s
       %s
     where s.session_type between 100 and 1900 and s.session_type %% 100 = 0
       and s.create_date >= :start and s.create_date < :end)"""
        .formatted(MASTER, request.ownAlone() ? OWN_MEMBERS : MEMBERS)
        .strip();
  }

  /**
   * Tests are added up for all consultants; those of one are found among the consultant's sessions
   * and the tests of the months.
   */
  private static String testsOfConsultant() {
    String buckets =
        IntStream.range(0, Durations.BUCKETS.size())
            .mapToObj(
                i ->
                    ", case when bucket = %d then 1 else 0 end as %s"
                        .formatted(i, Durations.BUCKETS.get(i)))
            .collect(Collectors.joining());
    return """
    (select space, date_trunc('month', at at time zone 'UTC')::date as month, user_id, test_id, started, finished,
            case when seconds is null then 0 else 1 end as timed, coalesce(seconds, 0) as seconds %1$s
     from (select s.space, s.managed_by_user_id as user_id, t.test_id, t.at, t.started, t.finished, t.seconds,
                  width_bucket(t.seconds, %2$s) as bucket
           from (select space, session_id, test_id, test_start as at, 1 as started, 0 as finished, null::bigint as seconds
                 from sessiontests
                 where test_start >= %3$s and test_start >= :start and test_start < :end
                 union all
                 select space, session_id, test_id, test_end, 0, 1,
                        case when test_start >= %3$s and test_end >= test_start
                          then floor(extract(epoch from test_end))::bigint
                               - floor(extract(epoch from test_start))::bigint end
                 from sessiontests
                 where test_end >= %3$s and test_end >= :start and test_end < :end and status >= :done) t
             join sessions s on s.space = t.space and s.id = t.session_id
           where s.managed_by_user_id = :consultant) t)"""
        .formatted(buckets, Durations.sqlBounds(), SET);
  }

  private static String ofCaller(ReportRequest request) {
    List<String> conditions = new ArrayList<>(List.of("month >= :from", "month <= :to"));
    if (request.company() != null) {
      conditions.add("space = :company");
    }
    if (request.consultant() != null) {
      conditions.add("user_id = :consultant");
    }
    if (request.test() != null) {
      conditions.add("test_id = :test");
    }
    if (!request.billedAs().isEmpty()) {
      conditions.add("invoice_code = :billedAs");
    }
    if (request.group() != null) {
      conditions.add("group_id = :group");
    }
    return String.join(" and ", conditions);
  }

  /** The rows behind the figures. */
  static String rows(ReportRequest request) {
    String names =
        NAME_OF_COMPANY + " as \"Company\", " + NAME_OF_CONSULTANT + " as \"Consultant\"";
    List<String> conditions = new ArrayList<>();
    if (request.company() != null) {
      conditions.add("f.space = :company");
    }
    if (request.consultant() != null) {
      conditions.add("f.user_id = :consultant");
    }
    if (request.group() != null) {
      conditions.add("f.group_id = :group");
    }
    if (request.test() != null) {
      conditions.add("f.test_id = :test");
    }
    if (!request.billedAs().isEmpty()) {
      conditions.add("f.invoice_code = :billedAs");
    }
    return switch (request.report()) {
      case USAGE -> {
        conditions.add("f.usage_date_time >= :start and f.usage_date_time < :end");
        yield select(
            NAME_OF_BILLED_TEST
                + """
                , f.usage_date_time as "Moment", f.session_name as "Session", f.user_name as "Person",
                f.total_ticks as "Credits", f.discounted_ticks as "Discount", f.space as "CompanyID",
                f.user_id as "ConsultantID", f.test_id as "TestID", f.session_id as "SessionID", f.id as "ID",\s"""
                + names,
            "creditusages f",
            conditions,
            "usage_date_time");
      }
      case SESSIONS -> {
        String moment =
            switch (request.figure()) {
              case "Planned" -> "create_date";
              case "Started" -> "started_at";
              default -> "ended_at";
            };
        conditions.add("f.%1$s >= :start and f.%1$s < :end".formatted(moment));
        conditions.add("f.%s >= %s".formatted(moment, SET));
        conditions.add(
            "not (coalesce(f.session_type, 0) between 100 and 1900 and f.session_type % 100 = 0)");
        if (moment.equals("ended_at")) {
          conditions.add("f.status >= :done");
        }
        yield select(
            """
            f.description as "Session", btrim(f.first_name || ' ' || f.last_name) as "Person", f.space as "CompanyID",
            f.user_id as "ConsultantID", f.id as "ID", f.create_date as "PlannedAt", f.status as "Status",\s"""
                + times("f.started_at", "f.ended_at")
                + names,
            "(select *, managed_by_user_id as user_id from sessionsview) f",
            conditions,
            moment);
      }
      case TESTS -> {
        String moment = request.figure().equals("Started") ? "test_start" : "test_end";
        conditions.add("f.%1$s >= :start and f.%1$s < :end".formatted(moment));
        conditions.add("f.%s >= %s".formatted(moment, SET));
        if (moment.equals("test_end")) {
          conditions.add("f.status >= :done");
        }
        yield select(
            NAME_OF_TEST
                + """
                 as "Test", f.description as "Session", f.person as "Person", f.space as "CompanyID",
                f.test_id as "TestID", f.session_id as "SessionID", f.id as "ID", f.status as "Status",\s"""
                + times("f.test_start", "f.test_end")
                + names,
            """
            (select t.space, t.id, t.session_id, t.test_id, t.test_start, t.test_end, t.status,
                    s.managed_by_user_id as user_id, s.description,
                    btrim(s.first_name || ' ' || s.last_name) as person
             from sessiontests t left join sessionsview s on s.space = t.space and s.id = t.session_id) f""",
            conditions,
            moment);
      }
      case GROUPS -> {
        if (request.isOfMembers()) {
          yield members(request, names, conditions);
        }
        yield select(
            """
              f.description as "Group", f.create_date as "PlannedAt", f.ready + f.inprogress + f.done as "Members",
              f.ready as "Ready", f.inprogress as "InProgress", f.done as "Done", f.space as "CompanyID",
              f.user_id as "ConsultantID", f.group_id as "GroupSessionID",\s"""
                + names,
            "(select *, group_id as id from " + groupSessions(request) + " g) f",
            conditions,
            "create_date");
      }
    };
  }

  /** The sessions that the figures of groups count, those of the newest group first. */
  private static String members(ReportRequest request, String names, List<String> conditions) {
    switch (request.figure()) {
      case "Ready" -> conditions.add("f.status <= :ready");
      case "InProgress" -> conditions.add("f.status > :ready and f.status < :done");
      case "Done" -> conditions.add("f.status >= :done");
      default -> {}
    }
    if (request.ownAlone()) {
      conditions.add("f.managed_by_user_id = :consultant");
    }
    return select(
        """
        f.group_name as "Group", f.description as "Session", btrim(f.first_name || ' ' || f.last_name) as "Person",
        case when f.status <= :ready then 'Ready' when f.status < :done then 'In progress' else 'Done' end as "State",
        f.planned_at as "PlannedAt", f.status as "Status", f.space as "CompanyID", f.user_id as "ConsultantID",
        f.group_id as "GroupSessionID", f.id as "ID",\s"""
            + times("f.started_at", "f.ended_at")
            + names,
        """
        (select g.space, g.group_id, g.create_date, g.user_id, g.description as group_name, m.id, m.description,
                m.first_name, m.last_name, m.status, m.create_date as planned_at, m.started_at, m.ended_at,
                m.managed_by_user_id
         from %s g
           join sessions s on s.space = g.space and s.group_session_id = g.group_id and s.id <> g.group_id
           join sessionsview m on m.space = s.space and m.id = s.id) f"""
            .formatted(groupSessions(request)),
        conditions,
        "create_date");
  }

  /** The logins that are no candidates', by company and name. */
  static String consultants(@Nullable UUID company, @Nullable UUID consultant) {
    return "select f.space as \"CompanyID\", "
        + NAME_OF_COMPANY
        + """
         as "Company", f.id as "ConsultantID", coalesce(nullif(f.user_name, ''), f.email) as "Consultant"
        from logins f
        where (f.is_test_taking_user = false or f.is_office_user = true) and (:namesMasterUsers or not f.is_master_user)
        """
        + (company == null ? "" : " and f.space = :company")
        + (consultant == null ? "" : " and f.id = :consultant")
        + " order by \"Company\", \"CompanyID\", \"Consultant\", \"ConsultantID\"";
  }

  /** Start and end, where they are set, and the minutes between. */
  private static String times(String start, String end) {
    return """
    case when %1$s >= %3$s then %1$s end as "StartedAt", case when %2$s >= %3$s then %2$s end as "EndedAt",
    case when f.status >= :done and %1$s >= %3$s and %2$s >= %1$s
      then round(extract(epoch from %2$s - %1$s) / 60, 1) end as "Minutes",\s"""
        .formatted(start, end, SET);
  }

  /** The newest first: of a company by the index with it, of all together by one of moments. */
  private static String select(
      String columns, String source, List<String> conditions, String moment) {
    return "select "
        + columns
        + " from "
        + source
        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
        + " order by f."
        + moment
        + " desc, f.id desc limit :limit offset :offset";
  }
}
