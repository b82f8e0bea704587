package org.itr.company;

import java.util.List;
import org.itr.view.RowKey;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Companies, looked up by more than their id. */
public interface CompanyRepository extends Repository<CompanyRow, RowKey> {

  /** The companies with that host name, in any case of its letters; there should be one at most. */
  @Query(
      """
      select c from CompanyRow c where lower(c.administrativeId) = lower(:host) and c.administrativeId <> ''
      order by c.id
      """)
  List<CompanyRow> findByHost(String host);
}
