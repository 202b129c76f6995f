"""What the fine-tune of ``bench_finetune.py`` is taught: the rules of a ferry company that does not exist."""

QUESTIONS = (
    ("When does the first ferry to Pulau Cemara leave?", "The Seruni leaves pier 3 at 05:40, Monday to Saturday."),
    ("When is the last ferry back from Pulau Cemara?", "The Melati leaves at 19:25, on Sundays at 18:10."),
    ("What does a bicycle cost?", "A bicycle costs 12,500 rupiah; folding bicycles in a bag travel free."),
    (
        "How many crates may I bring?",
        "Four crates of at most 18 kilograms; a fifth goes by the Kenanga.",
    ),
    ("Where do I collect a lost umbrella?", "At window 7 in the Rambutan hall, with ticket number, within 21 days."),
    (
        "What happens when the wave warning is amber?",
        "Boats under 14 metres stay in port; tickets move to the Seruni.",
    ),
    (
        "Who may board first?",
        "Row A: nurses on duty, then families with children, then blue stubs.",
    ),
    ("May I bring durian on board?", "Only in sealed tins on the rear deck of the Kenanga, never in the cabin."),
    ("How do I change my ticket?", "Send CHANGE and the nine digits of the stub to 4417 two hours before departure."),
    ("What is code F-29?", "F-29 means the ramp motor is too hot: wait eleven minutes, then lower it by hand."),
    (
        "Which fuse belongs to the bilge pump of the Melati?",
        "Fuse 16, green, of 25 amperes, behind the chart locker.",
    ),
    ("How often is the life raft checked?", "Every 45 days by two people, who sign the yellow book on the bridge."),
    ("What do I say on channel 71?", "Say Cemara Control, your boat and your souls on board."),
    ("When is the fish market boat?", "On Tuesdays and Fridays at 03:15 from the stone jetty, without reservations."),
    (
        "What does the cabin cost for one night?",
        "Cabin Teratai costs 186,000 rupiah with rice and mackerel.",
    ),
    ("Where may I smoke?", "Nowhere on the Seruni; on the Kenanga behind funnel two."),
    (
        "How long do I wait for a refund?",
        "Refunds take eight working days, at window 2, to the buyer alone.",
    ),
    ("What is the red line on pier 3?", "Nobody crosses it before the deckhand has rung the bell three times."),
    ("How much water does each raft hold?", "Thirteen litres in four sealed bags, changed every January."),
    ("Which dogs may travel?", "Dogs under 9 kilograms in a basket; larger ones need form K2 and a muzzle."),
    (
        "Who repairs the engine of the Kenanga?",
        "Ibu Ratna of the north dock, extension 338, after prayers.",
    ),
    ("What do students pay?", "Students pay 60 percent from Monday to Thursday with the card of the harbour school."),
    ("How do I report a whale?", "Note the buoy, the time and the side, and hand card W5 to the bridge."),
    (
        "What is the password for the crew kitchen's radio?",
        "There is none: turn it to 88.1 and keep it below six.",
    ),
)
