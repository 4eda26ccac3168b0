"""What points back to the sentence before: pronouns and definite descriptions in six languages. Tables, no code."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.facts.words.shape import these


@dataclass(frozen=True, slots=True)
class Referring:
    """One language's table. Every entry is a plain phrase; `*` stands for the rest of a word."""

    pair: tuple[str, ...]
    """Exactly two people: `the two ministers`."""
    they: tuple[str, ...]
    """Several people, or two parties."""
    one: tuple[str, ...]
    """One person."""
    sides: tuple[str, ...]
    """Two parties, no people: `both sides`."""
    the: tuple[str, ...] = ()
    """What stands before an office that was named already: `the minister`, `同外相`."""
    ceremony: tuple[str, ...] = ()
    """The event that the sentence before told of."""
    held: tuple[str, ...] = ()
    """The verbs of such a sentence, where the event is read from its verb (Japanese); else from the ceremony itself."""
    there: tuple[str, ...] = ()
    same_day: tuple[str, ...] = ()
    clitics: frozenset[str] = frozenset()
    """Words that may stand before a verb that has no subject of its own; empty: every verb has one."""
    plural: tuple[str, ...] = ()
    """How such a verb ends, or what auxiliary it has, when several did it."""


_OFFICIALS = (
    "ministers",
    "foreign ministers",
    "leaders",
    "diplomats",
    "officials",
    "politicians",
    "men",
    "women",
    "chief diplomats",
)

REFERRING: dict[str, Referring] = {
    "en": Referring(
        pair=(
            "the two",
            "both",
            "both of them",
            "the pair",
            "the duo",
            *(f"{lead} {noun}" for lead in ("the two", "both", "the") for noun in _OFFICIALS),
        ),
        they=("they",),
        one=("he", "she"),
        sides=(
            *("the two sides", "both sides", "the two parties", "both parties", "the two governments"),
            *("the two countries", "both countries", "both governments", "the two partners"),
        ),
        the=("the",),
        ceremony=("the ceremony", "the event"),
        there=("there",),
        same_day=("the same day", "that day", "that same day"),
    ),
    "fr": Referring(
        pair=(
            *("les deux ministres", "les deux dirigeants", "les deux responsables", "les deux hommes"),
            *(
                "les deux diplomates",
                "les deux chefs de la diplomatie",
                "les deux femmes",
                "tous deux",
                "tous les deux",
            ),
            *("toutes deux", "les deux"),
        ),
        they=("ils", "elles"),
        one=("il", "elle", "celui-ci", "celle-ci", "ce dernier", "cette dernière"),
        sides=("les deux parties", "les deux pays", "les deux gouvernements", "les deux camps"),
        the=("le", "la", "l'"),
        ceremony=("la cérémonie", "cette cérémonie"),
        there=("y",),
        same_day=("le même jour", "ce jour-là"),
    ),
    "de": Referring(
        pair=(
            *("die beiden", "beide", "die beiden Minister", "die beiden Außenminister", "die beiden Politiker"),
            *("beide Minister", "beide Politiker", "die zwei Minister", "die beiden Chefdiplomaten"),
        ),
        they=("sie",),
        one=("er", "dieser", "diese"),
        sides=("beide Seiten", "die beiden Seiten", "beide Länder", "die beiden Länder", "beide Parteien"),
        the=("der", "die"),
        ceremony=("die Zeremonie", "der Festakt"),
        there=("dort",),
        same_day=("am selben Tag", "am gleichen Tag"),
    ),
    "es": Referring(
        pair=(
            *("los dos ministros", "ambos ministros", "ambos", "los dos", "los dos líderes", "ambos dirigentes"),
            *("los dos dirigentes", "los dos diplomáticos", "ambas ministras", "ambos mandatarios", "ambos líderes"),
        ),
        they=("ellos", "ellas"),
        one=("él", "ella", "este", "esta", "este último"),
        sides=("ambas partes", "las dos partes", "ambos países", "los dos países", "ambos gobiernos"),
        the=("el", "la"),
        ceremony=("la ceremonia", "el acto"),
        there=("allí",),
        same_day=("el mismo día", "ese mismo día", "ese día"),
        clitics=these(
            "lo la los las ya luego después también además posteriormente finalmente el en han habían ha "
            "había ayer hoy por tarde mañana"
        ),
        plural=("ron", "rán", "han", "habían"),
    ),
    "it": Referring(
        pair=(
            *("i due", "entrambi", "i due ministri", "i due leader", "i due politici", "i due diplomatici"),
            *("le due ministre", "entrambe", "ambedue"),
        ),
        they=("essi", "loro"),
        one=("lui", "lei", "egli", "ella", "quest'ultimo", "quest'ultima"),
        sides=("le due parti", "entrambe le parti", "i due paesi", "i due governi", "entrambi i paesi"),
        the=("il", "la", "l'"),
        ceremony=("la cerimonia",),
        there=("lì", "là"),
        same_day=("lo stesso giorno", "quel giorno"),
        clitics=these(
            "lo la li le l poi quindi anche inoltre successivamente infine il in hanno avevano ha aveva ieri oggi si è"
        ),
        plural=("rono", "ranno", "hanno", "avevano"),
    ),
    "ja": Referring(
        pair=("両氏", "両外相", "両首脳", "両大臣", "両代表", "2人", "二人", "両者"),
        they=("彼ら",),
        one=("同氏", "彼女", "彼"),
        sides=("双方", "両国", "両政府", "両者"),
        the=("同",),
        ceremony=("式典は", "式典が", "セレモニーは"),
        held=("行われ", "開かれ", "開催され"),
        there=("同地", "そこ", "同市"),
        same_day=("同日",),
    ),
}
