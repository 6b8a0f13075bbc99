"""How the OECD Minerals Guidance, third edition, is built up in its English text."""

from ingest.shapes.steps import Numbers, Part, Steps

_STEPS = tuple(f"step-{number}" for number in range(1, 6))
_POLICY = tuple(f"annex-ii/{number}" for number in range(1, 15))


def _supplement(line: str, locator: str) -> Part:
    return Part(line, line, locator, (locator, *(f"{locator}/{step}" for step in _STEPS)))


OECD_MINERALS = Steps(
    (
        Part("THE COUNCIL,", "Recommendation of the Council", "recommendation", ("recommendation",), begins=True),
        Part(
            "OECD Due Diligence Guidance for Responsible Supply Chains of Minerals from Conflict-Affected and High-Risk"
            " Areas"
        ),
        Part("Introduction", "Introduction", "introduction", ("introduction",)),
        Part(
            "ANNEX I",
            "Annex I",
            "annex-i",
            ("annex-i", *_STEPS),
            has_title=True,
            numbers=Numbers("step-{number}", "Step {number}: {words}"),
        ),
        Part(
            "ANNEX II",
            "Annex II",
            "annex-ii",
            ("annex-ii", *_POLICY),
            has_title=True,
            numbers=Numbers("annex-ii/{number}", "Annex II, paragraph {number}", topic="Regarding .*:"),
        ),
        Part("ANNEX III", "Annex III", "annex-iii", ("annex-iii",), has_title=True),
        _supplement("Supplement on Tin, Tantalum and Tungsten", "supplement-3t"),
        _supplement("Supplement on Gold", "supplement-gold"),
        Part("ORGANISATION FOR ECONOMIC CO-OPERATION AND DEVELOPMENT"),
    )
)
