package org.itr.login;

import java.util.List;
import org.itr.view.RowKey;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Finds accounts. */
public interface LoginRepository extends Repository<LoginRow, RowKey> {

  /** The accounts with that e-mail address in any company. */
  @Query("select l from LoginRow l where lower(l.email) = lower(:email) order by l.space, l.id")
  List<LoginRow> findByEmailInAnyCase(String email);
}
