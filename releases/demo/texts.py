"""The demonstration's own texts, each with the state it is brought to. Written for this project."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A release to be, and how far it goes. `days_ago` makes it an archive item of that age."""

    state: str
    kind: str
    headline: str
    body: str
    office: str = "press-office"
    subhead: str = ""
    summary: str = ""
    dateline: str = "PORT LORNE"
    number: str = ""
    language: str = "en"
    joint: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()
    days_ago: int = 0
    embargo: str = ""
    translates: str = ""
    note: str = ""
    contacts: tuple[str, ...] = field(default=("",))


ARCHIVE: Final = [
    Text(
        state="imported",
        days_ago=610,
        kind="press-release",
        headline="New chart of Lorne Sound shows three uncharted shoals",
        subhead="Survey vessel Meridian finishes a two-year survey of the approaches",
        number="25-011",
        topics=("safety-at-sea", "harbors"),
        body=(
            "<p>The Coast and Harbor Service today published a new chart of Lorne Sound, the first full survey of the "
            "approaches in forty years. It shows three shoals that no earlier chart carried.</p>"
            "<h2>What changes for ships</h2><p>Two of the shoals lie within half a mile of the recommended track. "
            "The track moves 900 yards to the east from the first of next month.</p>"
            "<ul><li>Vessels drawing more than 25 feet should use the eastern approach at once.</li>"
            "<li>Buoys 7 and 9 will be moved in the week of the change.</li>"
            "<li>The old chart is withdrawn from sale.</li></ul>"
            "<blockquote><p>“Nobody had looked closely since the ferries got bigger,” said the survey's leader. "
            "“Now we have, and we know why the old pilots kept east.”</p></blockquote>"
        ),
    ),
    Text(
        state="imported",
        days_ago=402,
        kind="fact-sheet",
        headline="Fact sheet: How the coastal forecast is made",
        office="forecasts",
        dateline="CAPE ARDEN",
        topics=("weather",),
        body=(
            "<p>Four times a day, forecasters at Cape Arden turn readings from the sea into a text of 350 words.</p>"
            "<table><caption>Where the readings come from</caption><thead><tr><th scope='col'>Source</th>"
            "<th scope='col'>Number</th><th scope='col'>Every</th></tr></thead><tbody>"
            "<tr><td>Moored buoys</td><td>46</td><td>10 minutes</td></tr>"
            "<tr><td>Light stations</td><td>31</td><td>hour</td></tr>"
            "<tr><td>Ships</td><td>about 120</td><td>6 hours</td></tr></tbody></table>"
            "<h2>Who reads it</h2><p>The forecast reaches 2,100 fishing vessels, nine ferry lines and, since last "
            "year, any telephone along the coast.</p>"
        ),
    ),
    Text(
        state="imported",
        days_ago=250,
        kind="remarks",
        headline="Remarks at the opening of the Port Lorne rescue school",
        speakers=(("Elena Voss", "Director of the Coast and Harbor Service"),),
        topics=("people",),
        body=(
            "<p>Good morning. When this service began, a rescue crew was whoever stood nearest the boat.</p>"
            "<p>That has changed. The forty people who start here today will train for a year before they answer "
            "their first call, and they will train together: coxswains, medics and dispatchers in one room.</p>"
            "<p>To the first class I say: the sea will not care how well you did here. The people in it will.</p>"
        ),
    ),
    Text(
        state="imported",
        days_ago=96,
        kind="readout",
        headline="Readout of the director's meeting with the harbor masters",
        topics=("harbors",),
        body=(
            "<p>Director Elena Voss met the masters of the seven main harbors in Port Lorne on Tuesday.</p>"
            "<p>They agreed on one reporting time for ice, to begin this winter, and on sharing dredging crews. "
            "The director thanked the masters for keeping every harbor open through the autumn gales.</p>"
        ),
    ),
    Text(
        state="imported",
        days_ago=31,
        kind="press-release",
        headline="Autumn gales: 212 calls in nine days, every crew home",
        office="rescue",
        topics=("safety-at-sea",),
        body=(
            "<p>Crews of the Coast and Harbor Service answered 212 calls in the nine days of the autumn gales, "
            "the most in any week since records began. Every crew returned.</p>"
            "<p>“Most calls came from people who knew the forecast and went anyway,” said Captain Ruth Adeyemi, the "
            "service's spokeswoman. “Our advice is dull. It is also right: stay in.”</p>"
        ),
    ),
]

CURRENT: Final = [
    Text(
        state="live",
        kind="statement",
        headline="Statement of the director on the loss of the trawler Annika Rose",
        speakers=(("Elena Voss", "Director of the Coast and Harbor Service"),),
        topics=("safety-at-sea",),
        body=(
            "<p>The search for the trawler Annika Rose ended at first light. Four of her crew are safe. Two are not, "
            "and our thoughts are with their families in Sandhaven.</p>"
            "<p>Three lifeboats and a helicopter searched 340 square miles in seas of 18 feet. I thank the crews, and "
            "the ferry Lorne Castle, which turned back to help without being asked.</p>"
            "<p>There will be an inquiry, and it will be public. Until it reports we will not guess.</p>"
        ),
    ),
    Text(
        state="live",
        kind="press-release",
        headline="Harbor and weather services join forces on ice warnings",
        subhead="One warning, one number, from the first frost",
        office="press-office",
        joint=("forecasts",),
        topics=("weather", "harbors"),
        body=(
            "<p>From this winter, ships will get one ice warning instead of two. The Office of the Press Secretary and "
            "the Coastal Forecast Center announced the joint service today.</p>"
            "<p>Warnings will carry the harbor, the thickness and the hour, in that order, and will come from a single "
            "number. The old numbers forward to it until spring.</p>"
        ),
    ),
    Text(
        state="live",
        kind="press-release",
        headline="Ferry passengers asked to book ahead for the holiday week",
        topics=("harbors",),
        body=(
            "<p>The Coast and Harbor Service asks passengers to book ahead for ferries in the holiday week. Last year "
            "one car in six was left on the quay.</p>"
            "<p>Two extra sailings a day run from Port Lorne from Friday to Monday.</p>"
        ),
    ),
    Text(
        state="live",
        kind="press-release",
        language="es",
        headline="Se recomienda reservar con antelación los transbordadores de la semana festiva",
        translates="Ferry passengers asked to book ahead for the holiday week",
        topics=("harbors",),
        body=(
            "<p>El Servicio de Costas y Puertos recomienda a los pasajeros reservar con antelación los transbordadores "
            "de la semana festiva. El año pasado, uno de cada seis automóviles se quedó en el muelle.</p>"
            "<p>Habrá dos salidas adicionales al día desde Port Lorne, de viernes a lunes.</p>"
        ),
    ),
    Text(
        state="corrected",
        kind="press-release",
        headline="Lorne Point light to go dark for repairs",
        topics=("safety-at-sea",),
        body=(
            "<p>The light at Lorne Point will be dark for repairs from Monday to Wednesday. A lit buoy will stand "
            "half a mile to seaward.</p><p>The fog signal works throughout.</p>"
        ),
        note="The buoy stands a quarter of a mile to seaward, not half a mile.",
    ),
    Text(
        state="withdrawn",
        kind="media-advisory",
        headline="Media advisory: Helicopter demonstration on the Signal Quay",
        office="rescue",
        body=(
            "<p><strong>What:</strong> a winching demonstration by the crew of Rescue Two.</p>"
            "<p><strong>Where:</strong> Signal Quay, Port Lorne.</p>"
            "<p><strong>When:</strong> Saturday at 11 a.m. Press should arrive by 10:30 a.m.</p>"
        ),
        note="The demonstration is called off because of the weather. A new date will be announced.",
    ),
    Text(
        state="gone",
        kind="press-release",
        headline="Test of the notification system",
        body="<p>This is a test of the notification system.</p>",
        note="This was a test that was published by mistake.",
    ),
    Text(
        state="emergency",
        kind="press-release",
        headline="Tidal surge warning for Lorne Sound, tonight",
        office="forecasts",
        dateline="CAPE ARDEN",
        topics=("weather", "safety-at-sea"),
        body=(
            "<p>A tidal surge of up to seven feet is expected in Lorne Sound between 9 p.m. and midnight. Move boats "
            "and vehicles from the quays now, and stay away from the sea walls.</p>"
        ),
        note="The surge arrives before an approver could be reached.",
    ),
    Text(
        state="scheduled",
        kind="press-release",
        embargo="+3 minutes",
        headline="New rescue station to open at Sandhaven",
        subhead="Crew of twelve, on call from the first of the month",
        topics=("safety-at-sea", "people"),
        body=(
            "<p>The Coast and Harbor Service will open its twentieth rescue station at Sandhaven on the first of next "
            "month, with a crew of twelve and a boat that can leave in four minutes.</p>"
            "<p>“From here we reach the whole of the outer bank inside half an hour,” said Captain Ruth Adeyemi.</p>"
        ),
    ),
    Text(
        state="scheduled",
        kind="press-release",
        embargo="+1 day",
        headline="Fees for pleasure craft to fall by a tenth",
        topics=("harbors",),
        body="<p>Berthing fees for pleasure craft fall by a tenth in all seven harbors from the new year.</p>",
    ),
    Text(
        state="held",
        kind="statement",
        embargo="+2 days",
        headline="Statement on the inquiry into the Annika Rose",
        body="<p>The terms of the inquiry were settled with the families. They will be read out in Sandhaven.</p>",
    ),
    Text(
        state="approved",
        kind="remarks",
        embargo="by hand",
        headline="Remarks at the Seafarers' Memorial (check against delivery)",
        speakers=(("Elena Voss", "Director of the Coast and Harbor Service"),),
        body="<p>We read their names because the sea does not keep them.</p><p>There are two new names this year.</p>",
    ),
    Text(
        state="submitted",
        kind="press-release",
        headline="Buoy network to double along the southern coast",
        office="forecasts",
        dateline="CAPE ARDEN",
        topics=("weather",),
        body=(
            "<p>The Coastal Forecast Center will moor 40 more buoys along the southern coast by next summer, doubling "
            "the network there.</p>"
        ),
    ),
    Text(
        state="sent back",
        kind="fact-sheet",
        headline="Fact sheet: What a lifeboat carries",
        office="rescue",
        body="<p>A lifeboat carries two engines, three stretchers and, since this year, a chart of TK.</p>",
        note="The third paragraph says TK. How many charts is it?",
    ),
    Text(
        state="draft",
        kind="press-release",
        headline="Winter opening hours of the harbor offices",
        body="<p>The harbor offices keep winter hours from the first frost.</p>",
    ),
]
