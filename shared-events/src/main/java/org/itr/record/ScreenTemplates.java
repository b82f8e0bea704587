package org.itr.record;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Templates of the components and layouts that test screens are made of. */
public final class ScreenTemplates {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("screentemplates")
          .auditNumber(10)
          .fields(
              uuid("ID"),
              text("HTMLContent").initially(""),
              text("HTMLContentPnP").initially(""),
              text("PluginData").initially("{}").json(),
              string("Description", 200).initially(""),
              int16("TemplateType").initially(0L),
              text("Explanation").initially(""),
              text("Remarks").initially(""),
              bool("ScreenDefinitionFrozen").initially(false),
              bool("ScreenDefinitionIsReleased").initially(false),
              text("TemplateVariables").initially("").json(),
              text("get_value_snippet").initially(""),
              text("set_value_snippet").initially(""),
              text("init_value_snippet").initially(""),
              text("generator_snippet").initially(""),
              text("generator_pnp_snippet").initially(""),
              text("validation_snippet").initially(""),
              text("isanswered_snippet").initially(""),
              text("generator_summary_snippet").initially(""),
              text("HTMLContentSummary").initially(""),
              text("get_value_as_html_snippet").initially(""),
              text("custom_template_actions_snippet").initially(""))
          .listed(
              "Description",
              "Explanation",
              "HTMLContent",
              "HTMLContentPnP",
              "HTMLContentSummary",
              "ID",
              "PluginData",
              "Remarks",
              "TemplateType",
              "TemplateVariables",
              "custom_template_actions_snippet",
              "generator_pnp_snippet",
              "generator_snippet",
              "generator_summary_snippet",
              "get_value_as_html_snippet",
              "get_value_snippet",
              "init_value_snippet",
              "isanswered_snippet",
              "set_value_snippet",
              "validation_snippet")
          .searched("Description", "Explanation", "Remarks")
          .sortedBy("Description")
          .masterReadableBy(MasterReaders.EVERYONE)
          .build();

  private ScreenTemplates() {}
}
