"""Given names that are common in the press of the watched languages: they tell a person from a place, and she from he."""

from __future__ import annotations

WOMEN = frozenset(
    "ursula angela kaja christine giorgia theresa margaret hillary kamala nancy elizabeth mary anne anna annalena marine emmanuelle "
    "brigitte jacinda sanna mette magdalena roberta federica catherine kate sarah susan karen lisa laura maria marie julia julie "
    "claudia petra sabine monika renate katrin franziska nicola liz priti suella rachel angelina emily emma olivia sophie charlotte "
    "alice amy jane jennifer jessica linda barbara patricia sandra donna carol michelle melissa rebecca stephanie helen deborah "
    "diane dorothy ruth sharon cynthia kathleen shirley virginia teresa ivanka melania yulia olga natalia elena irina svetlana "
    "tatiana oksana ekaterina lena nina eva isabel carmen pilar ana lucia sofia yolanda irene nadia cristina chiara francesca "
    "giulia elisa paola silvia valentina daniela simona alessandra elly margrethe ylva stella mairead dubravka ségolène rachida "
    "valérie nathalie isabelle véronique sylvie martine élisabeth elisabeth agnès amélie gisèle fatima aisha leila malala yoko yoriko "
    "sanae seiko akiko naomi keiko michiko tomomi mei ying aung indira sonia mamata sheikh-hasina benazir gloria corazon dilma "
    "cristina michelle gabriela beata ewa agnieszka joanna katarzyna zuzana vjosa maia greta frances jill melinda meghan kristi "
    "tulsi pam linda karoline kim-yo-jong whitney beyonce taylor serena venus martina heather megan hannah lauren victoria "
    "vicky penny penelope gina janet abigail amanda andrea angelique audrey bella bridget caroline chloe claire daisy eleanor "
    "ellen esther fiona florence georgia grace harriet heidi holly ingrid jasmine joan josephine judith kelly kerry leah louise "
    "lucy lydia maggie marian marilyn miranda molly monica natasha nora paula pauline phoebe rita rosa rose ruby sally samantha "
    "selena sheila silvana simone sylvia tina tracy ulrike ute veronica vivian wendy yasmin yvonne zoe".split()
)
MEN = frozenset(
    "josep joseph fumio takeshi shigeru shinzo yoshihide taro gen minoru yoko-kamikawa joe donald barack george bill james john "
    "robert michael william david richard charles thomas christopher daniel matthew anthony mark paul steven stephen andrew kenneth "
    "joshua kevin brian edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan larry justin scott brandon "
    "benjamin samuel gregory frank alexander patrick raymond jack dennis jerry tyler aaron jose adam nathan henry peter zachary "
    "kyle walter harold carl jeremy keith roger gerald ethan arthur terry christian sean lawrence austin noah jesse albert bryan "
    "bruce willie jordan dylan alan ralph gabriel roy juan wayne eugene logan randy louis russell vincent philip bobby johnny "
    "bradley emmanuel françois francois nicolas jacques jean jean-luc jean-claude jean-yves olivier bruno michel edouard édouard "
    "gérald pierre laurent dominique bernard alain éric sébastien stéphane thierry xavier yves gilles antoine guillaume olaf "
    "friedrich robert christian karl heinz hans klaus jürgen wolfgang günther gunther helmut gerhard markus horst boris sigmar "
    "frank-walter jens lars armin uwe dieter bernd stefan andreas matthias martin sebastian tobias florian fritz pedro mariano "
    "felipe josé jose luis carlos javier miguel antonio antónio francisco fernando alberto jorge manuel rafael sergio diego "
    "santiago pablo alejandro ricardo roberto raúl andrés mario matteo silvio giuseppe paolo sergio enrico romano carlo antonio "
    "luigi marco francesco giovanni stefano andrea alessandro lorenzo massimo claudio guido vladimir sergei sergey dmitry dmitri "
    "mikhail boris alexei aleksandr volodymyr petro oleksiy dmytro oleg igor viktor yuri nikolai ivan andrei xi li wang kim moon "
    "yoon narendra rahul manmohan imran nawaz recep bashar hassan ali mohammed mohamed muhammad mohammad ahmed mahmoud ibrahim "
    "benjamin yitzhak ariel ehud naftali yair abdullah salman hosni abdel saad osama omar mustafa yasser ismail jair luiz lula "
    "nicolás hugo evo fidel raul gustavo andrzej donald lech mateusz jarosław viktor victor robert klaus traian alexis kyriakos "
    "mark jens anders stoltenberg-jens charles guy herman didier alexander leo enda micheál bertie tony gordon theresa-may boris "
    "rishi keir jeremy nigel ed nick simon philip dominic ben gavin jeb marco ted bernie mike chuck mitch elon jeff tim sundar "
    "satya warren steve larry sergey mark lionel cristiano kylian roger rafael novak andy lewis max sebastian tom harry ian neil "
    "graham stuart craig colin derek duncan ewan fraser gareth glenn hamish howard hugh jamie jim joel julian ken lee leonard liam "
    "lloyd luke malcolm marcus martin maurice neville norman oliver oscar owen ray rob ross rupert stanley ted theodore toby trevor "
    "victor vernon yasuhiro junichiro naoto yukihiko hiroshi kenji satoshi akira ichiro haruki katsunobu yasutoshi itsunori "
    "narendra subrahmanyam jaishankar anwar ferdinand rodrigo joko prabowo lawrence anthony scott malcolm kevin matt dan bob chris "
    "dave doug fred greg jake josh pete phil rick ron sam stan will zach mahathir hun thaksin prayut nguyen pope-francis benedict "
    "eliot rudy newt mitt dick al jimmy lyndon dwight harry-truman franklin abraham ulysses woodrow herbert calvin warren".split()
)
