### Application du port

-app-name = Plan du port
# Un commentaire ordinaire
tides =
    .label = Horaires des marées
    .accesskey = H
boats =
    { $count ->
        [one] Un bateau attend devant { -app-name }
       *[other] { $count } bateaux attendent devant { -app-name } 🚢
    }
welcome = Bienvenue { $name },
    prenez { "{" }une carte{ "}" } avant de partir.

    Bonne route sur l’eau.
