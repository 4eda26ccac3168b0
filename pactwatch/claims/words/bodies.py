"""Bodies that are known by one short name in every language, whatever stands beside it."""

from __future__ import annotations

from pactwatch.claims.words.shape import words

# Told by their capital alone ("die Nato", "l'Otan").
BY_NAME = words(
    "nato otan onu uno unesco unicef opec opep asean interpol europol frontex eurojust eurostat hamas hezbollah "
    "hisbollah "
    "hizbullah taliban kremlin kreml cremlino pentagon bundestag bundesbank bundeswehr knesset istat insee "
    "confindustria"
)
# Told only in capitals; in a headline all in capitals, too ("who" and "us" would be words there).
IN_CAPITALS = words("eu ue un nato otan onu imf wto ecb bce fbi cia iaea asean opec g7 g20 bbc cnn nhk ndr zdf ard")

# Adjectives in lower case that belong to the name of a body: Commission européenne, Nazioni unite, Banco mundial.
ADJECTIVES = {
    "fr": words(
        "européen européenne européens mondial mondiale unies international internationale central centrale national "
        "nationale africaine arabe américain américaine étrangères suprême populaire démocratique constitutionnel "
        "constitutionnelle pénale pénal fédérale fédéral britannique français française japonaise chinoise russe "
        "ukrainienne "
        "allemande israélienne"
    ),
    "es": words(
        "europea europeo mundial unidas internacional central nacional africana árabe americana supremo suprema "
        "popular "
        "constitucional federal española japonesa china rusa ucraniana alemana británica"
    ),
    "it": words(
        "europea europeo mondiale unite internazionale centrale nazionale africana araba americana suprema popolare "
        "democratico costituzionale penale federale italiana giapponese cinese russa ucraina tedesca britannica"
    ),
}
# Heads in front of them that no table of organisations has, because they are everyday words alone.
PLURAL_HEADS = words("nations naciones nazioni affaires")
