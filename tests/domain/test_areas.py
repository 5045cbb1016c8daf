from domain.areas import Area, Areas, kilometres_between
from domain.unknown import UNKNOWN
from tests.offers import ABROAD, AREAS, CENTRE, NORTH, TOWN, VILLAGE


def test_an_area_is_found_by_name_alias_and_id_in_any_case_and_spacing() -> None:
    areas = Areas((Area("nes", "Nes Østre", "x", "y", aliases=("østre-nes",)),))
    assert areas.find("  nes   ØSTRE ") is areas.get("nes")
    assert areas.find("Østre Nes") is areas.get("nes")
    assert areas.find("nes") is areas.get("nes")
    assert areas.find("Vestre Nes") is None


def test_a_name_wins_over_another_areas_alias() -> None:
    areas = Areas((Area("a", "A", "x", "y", aliases=("b",)), Area("b-id", "B", "x", "y")))
    assert areas.find("b") is areas.get("b-id")


def test_distances_are_the_same_both_ways_and_a_road_wins_over_a_straight_line() -> None:
    assert kilometres_between(CENTRE, NORTH) == kilometres_between(NORTH, CENTRE) == 4.4
    across = Area("across", "Across", "x", "y", 60.80, 11.00, kilometres={"centre": 30.0})
    assert kilometres_between(across, CENTRE) == kilometres_between(CENTRE, across) == 30.0


def test_the_distance_to_a_whole_municipality_is_unknown() -> None:
    assert kilometres_between(TOWN, CENTRE) is UNKNOWN
    assert kilometres_between(TOWN, TOWN) is UNKNOWN
    assert kilometres_between(CENTRE, Area("nowhere", "Nowhere", "x", "y")) is UNKNOWN


def test_the_nearest_areas_come_first_without_the_area_itself() -> None:
    assert [area.id for area, _ in AREAS.nearest(CENTRE, limit=2)] == ["village", "north"]
    assert AREAS.nearest(TOWN) == ()
    assert ABROAD not in [area for area, _ in AREAS.nearest(CENTRE)] and VILLAGE.id == "village"
