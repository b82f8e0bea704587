package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of a test with its questions, as it is taken and as its answers are looked at. Questions
 * go by their places on the page, from 0, choices by their numbers, from 1.
 */
final class TestPage {

  /**
   * Where the demonstration test offers choices: buttons, a list to drop down, and radio buttons.
   */
  private static final int BUTTONS = 1;

  private static final int LIST = 3;
  private static final int RADIOS = 7;

  private static final Pattern CHOSEN = Pattern.compile("btn-success");

  private final WebsiteWindow window;

  TestPage(WebsiteWindow window) {
    this.window = window;
  }

  /** A choice, be it a button or a radio button. */
  Locator choice(int question, int number) {
    return window.all(
        ":is(button, input)[id^='X%dY_'][id$='_%d']:visible".formatted(question, number));
  }

  private Locator list() {
    return window.all("select[id^='X%dY_']:visible".formatted(LIST));
  }

  /** A button of the test that goes on, back or to the end. */
  Locator button(String event) {
    return window.all("button[id^='X'][onclick*=\"processEvent('%s\"]:visible".formatted(event));
  }

  /** Makes the choices of the demonstration test. */
  void choose(List<Integer> numbers) {
    choice(BUTTONS, numbers.get(0)).click();
    list().selectOption(numbers.get(1).toString());
    for (int radio = 2; radio < numbers.size(); radio++) {
      choice(RADIOS + radio - 2, numbers.get(radio)).check();
    }
  }

  /** Sees the choices of the demonstration test. */
  void shows(List<Integer> numbers) {
    showsChosen(BUTTONS, numbers.get(0));
    assertThat(list()).hasValue(numbers.get(1).toString());
    for (int radio = 2; radio < numbers.size(); radio++) {
      assertThat(choice(RADIOS + radio - 2, numbers.get(radio))).isChecked();
    }
  }

  /** Sees which button of a question was chosen. */
  void showsChosen(int question, int number) {
    assertThat(choice(question, number)).hasClass(CHOSEN);
  }
}
