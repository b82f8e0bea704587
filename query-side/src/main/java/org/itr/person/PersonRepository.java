package org.itr.person;

import java.util.List;
import java.util.UUID;
import org.itr.view.RowKey;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Finds persons. */
public interface PersonRepository extends Repository<PersonRow, RowKey> {

  /** The persons of a company with that e-mail address. */
  @Query(
      "select p from PersonRow p where p.space = :space and lower(p.email) = lower(:email)"
          + " order by p.id")
  List<PersonRow> findByEmailInAnyCase(UUID space, String email);
}
