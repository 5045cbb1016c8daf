"""The sixteen needs a person can ask for help with.

The labels are the contract between the understanding, the dialogue and the catalogue
(`data/utterances/GUIDE.md` says where the borders between them go). A new need is added here
first, then to `data/schemas/catalogue.json` (a test holds the two together).
"""

from enum import StrEnum


class Need(StrEnum):
    """What a person asks for. The value is the label used in data files and training examples."""

    RESPITE = "respite"
    VISITING_FRIEND = "visiting_friend"
    ESCORT = "escort"
    TRANSPORT = "transport"
    PRACTICAL_HELP = "practical_help"
    ERRANDS = "errands"
    MEAL_COMPANY = "meal_company"
    SOMEONE_TO_TALK_TO = "someone_to_talk_to"
    CAREGIVER_SUPPORT = "caregiver_support"
    ASSISTIVE_DEVICE = "assistive_device"
    DIGITAL_HELP = "digital_help"
    LANGUAGE_PRACTICE = "language_practice"
    WORK_INCLUSION = "work_inclusion"
    MUNICIPAL_SERVICE = "municipal_service"
    CHECK_IN = "check_in"
    FOOD_AID = "food_aid"


#: Needs a volunteer can meet, so that a centre which brings volunteers and needs together may be
#: named when nothing closer exists. The rest are rights, money, equipment or places to take part.
VOLUNTEER_NEEDS: frozenset[Need] = frozenset(
    {
        Need.VISITING_FRIEND,
        Need.ESCORT,
        Need.TRANSPORT,
        Need.PRACTICAL_HELP,
        Need.ERRANDS,
        Need.MEAL_COMPANY,
        Need.SOMEONE_TO_TALK_TO,
        Need.DIGITAL_HELP,
        Need.LANGUAGE_PRACTICE,
        Need.CHECK_IN,
        Need.RESPITE,
    }
)

#: Asking for one of these says by itself that the asker cares for somebody.
CAREGIVER_NEEDS: frozenset[Need] = frozenset({Need.RESPITE, Need.CAREGIVER_SUPPORT})
