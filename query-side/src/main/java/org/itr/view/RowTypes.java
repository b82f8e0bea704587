package org.itr.view;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.EntityType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.springframework.stereotype.Component;

/** Which entity keeps which object type: the one whose table has the type's name. */
@Component
public class RowTypes {

  private final Map<String, RowType> byName = new HashMap<>();

  /** Looks through all entities. */
  public RowTypes(EntityManagerFactory factory) {
    for (EntityType<?> entity : factory.getMetamodel().getEntities()) {
      Table table = entity.getJavaType().getAnnotation(Table.class);
      if (table != null && ViewRow.class.isAssignableFrom(entity.getJavaType())) {
        ObjectTypes.find(table.name())
            .ifPresent(
                type ->
                    byName.put(
                        type.name(),
                        new RowType(type, entity.getJavaType().asSubclass(ViewRow.class))));
      }
    }
  }

  /** The table of a type, if it has one. */
  public Optional<RowType> find(String typeName) {
    return Optional.ofNullable(byName.get(typeName));
  }

  /** The table of a type that is known to have one. */
  public RowType of(ObjectType type) {
    return find(type.name())
        .orElseThrow(() -> new IllegalArgumentException("No table keeps " + type.name()));
  }

  /** All tables. */
  public Collection<RowType> all() {
    return byName.values();
  }
}
