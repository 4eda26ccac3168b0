"""Every rule that can decide a change: its name, what it says, and an example.

The documents' rule table is generated from here, and a test runs every example.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason for calling a change material or cosmetic."""

    name: str
    material: bool
    says: str
    old: str = ""
    """An example, before. Both empty: the rule needs more than two sentences, `says` tells what."""
    new: str = ""


_TABLE = (
    # What is printed differs, what is said does not.
    Rule("same", False, "Nothing differs.", "It was signed.", "It was signed."),
    Rule(
        "typography",
        False,
        "Only white space, marks and Unicode forms differ.",
        '"Done",  he said.',
        "“Done” – he said.",
    ),
    Rule("case", False, "Only capital letters differ.", "The Treaty was signed.", "The treaty was signed."),
    Rule(
        "spelling",
        False,
        "A typing error, a forgotten accent, or British and American spelling.",
        "The goverment agreed.",
        "The government agreed.",
    ),
    Rule(
        "name-spelling",
        False,
        "A name of five letters or more was corrected by a letter or two.",
        "Mr Borell signed.",
        "Mr Borrell signed.",
    ),
    Rule(
        "same-value", False, "The same figure or date in another form.", "It costs $1bn.", "It costs 1 billion dollars."
    ),
    Rule(
        "word-order", False, "The same words in another order.", "On Friday it was signed.", "It was signed on Friday."
    ),
    Rule(
        "grammar",
        False,
        "Only function words and endings differ.",
        "He says the deal is done.",
        "He says that the deal was done.",
    ),
    Rule("synonyms", False, "Words of the same meaning took each other's place.", "Talks began.", "Talks started."),
    Rule(
        "name-form",
        False,
        "The same name shorter, longer or as initials.",
        "The United Nations agreed.",
        "The UN agreed.",
    ),
    Rule(
        "name-or-pronoun",
        False,
        "A name took the place of a pronoun, or the other way round.",
        "He left the room.",
        "Kishida left the room.",
    ),
    Rule(
        "rewording",
        False,
        "Other words, and the weights find no other meaning.",
        "The minister gave a detailed account of the talks.",
        "The minister spoke at length about the talks.",
    ),
    Rule(
        "page-furniture",
        False,
        "A dateline, a time stamp, a counter, a share or related line.",
        "Updated 3 November 2024, 10:15",
        "Updated 4 November 2024, 18:00",
    ),
    Rule(
        "correction-notice",
        False,
        "The outlet discloses a correction; the claim that it corrects is judged by itself.",
        "Correction: 29 died.",
        "Correction: 92 died.",
    ),
    # Facets. A typed facet is always material.
    Rule(
        "number-changed",
        True,
        "A figure has another value, unit or bound.",
        "29 people were killed.",
        "92 people were killed.",
    ),
    Rule(
        "number-added",
        True,
        "A figure is new.",
        "People were killed.",
        "Dozens of people were killed, 12 of them children.",
    ),
    Rule("number-removed", True, "A figure is gone.", "The deal is worth 3 million euros.", "The deal is worth a lot."),
    Rule(
        "number-swapped",
        True,
        "The same figures changed places.",
        "29 were killed and 92 hurt.",
        "92 were killed and 29 hurt.",
    ),
    Rule(
        "digits-changed",
        True,
        "Digits in a word that is no figure differ.",
        "The G7 ministers met.",
        "The G8 ministers met.",
    ),
    Rule(
        "date-changed",
        True,
        "A date differs.",
        "It was signed on 1 November 2024.",
        "It was signed on 15 November 2024.",
    ),
    Rule("date-added", True, "A date is new.", "It takes effect.", "It takes effect on 1 January 2025."),
    Rule("date-removed", True, "A date is gone.", "It takes effect on 1 January 2025.", "It takes effect."),
    Rule(
        "date-swapped",
        True,
        "The same dates changed places.",
        "Signed on 1 May 2024, in force on 3 June 2024.",
        "Signed on 3 June 2024, in force on 1 May 2024.",
    ),
    Rule(
        "date-side",
        True,
        "Something holds on the other side of a date.",
        "It holds from 1 March 2025.",
        "It holds until 1 March 2025.",
    ),
    Rule(
        "name-changed",
        True,
        "Another person, organisation or place.",
        "Fumio Kishida signed it.",
        "Josep Borrell signed it.",
    ),
    Rule("name-added", True, "A name is new.", "The ministers met.", "The ministers met Josep Borrell."),
    Rule("name-removed", True, "A name is gone.", "The ministers met Josep Borrell.", "The ministers met."),
    Rule("name-swapped", True, "The same names changed places.", "Japan invited France.", "France invited Japan."),
    Rule(
        "words-swapped",
        True,
        "Two words changed places.",
        "The guards attacked the prisoners.",
        "The prisoners attacked the guards.",
    ),
    Rule(
        "office-changed",
        True,
        "Somebody is given another office.",
        "They met President Emmanuel Macron.",
        "They met Chancellor Emmanuel Macron.",
    ),
    Rule("quote-changed", True, "Quoted words differ.", 'He said: "We will pay."', 'He said: "We have paid enough."'),
    Rule(
        "quote-added",
        True,
        "Words in quotation marks are new.",
        "He left.",
        'He left. "We are appalled by everything," he said.',
    ),
    Rule(
        "quote-removed",
        True,
        "Words in quotation marks are gone.",
        'He left. "We are appalled by everything," he said.',
        "He left.",
    ),
    Rule(
        "speaker-changed",
        True,
        "Somebody else is said to have said it.",
        '"It is over," the minister said.',
        '"It is over," the ambassador said.',
    ),
    Rule(
        "role-changed",
        True,
        "A part in the story is given to somebody else.",
        "The suspect was driving.",
        "The victim was driving.",
    ),
    Rule("polarity-changed", True, "A negation came or went.", "He did sign it.", "He did not sign it."),
    Rule("opposite", True, "A word was replaced by its opposite.", "Prices rose sharply.", "Prices fell sharply."),
    Rule(
        "modality-changed",
        True,
        "How sure, planned or done it is.",
        "The pact will be signed.",
        "The pact may be signed.",
    ),
    Rule(
        "content-words",
        True,
        "Other content words, and the weights find another meaning.",
        "The ministers discussed tariffs.",
        "The ministers discussed a joint missile programme against piracy.",
    ),
    # What only two whole versions show.
    Rule("moved", False, "The same words stand elsewhere in the article."),
    Rule("claim-new", True, "A statement that the old version did not make."),
    Rule("claim-returned", True, "A statement that an older version made, and that was removed in between."),
    Rule("claim-removed", True, "A statement that the new version does not make."),
    Rule("said-elsewhere", False, "A statement came or went that the other version makes in another place."),
    Rule("entry-out-of-sight", False, "An old entry of a live blog that only one version still shows."),
    Rule("not-stated", False, "A headline or byline that only one of the versions states."),
    Rule("byline-changed", True, "Other authors."),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _TABLE}
"""By name, in the order in which the documents list them."""
