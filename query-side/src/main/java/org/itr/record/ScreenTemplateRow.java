package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.itr.view.UuidRow;

/**
 * A row of screentemplates: templates of the components and layouts that test screens are made of.
 */
@Entity
@Table(name = "screentemplates")
public class ScreenTemplateRow extends UuidRow {
  String htmlContent;
  String htmlContentPnp;
  String pluginData;
  String description;
  Integer templateType;
  String explanation;
  String remarks;
  Boolean screenDefinitionFrozen;
  Boolean screenDefinitionIsReleased;
  String templateVariables;
  String getValueSnippet;
  String setValueSnippet;
  String initValueSnippet;
  String generatorSnippet;
  String generatorPnpSnippet;
  String validationSnippet;
  String isansweredSnippet;
  String generatorSummarySnippet;
  String htmlContentSummary;
  String getValueAsHtmlSnippet;
  String customTemplateActionsSnippet;

  /** For JPA only. */
  public ScreenTemplateRow() {}
}
