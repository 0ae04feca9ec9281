"""Places that may not be named and one that may, put into Birmingham's lists."""

BIRMINGHAM = "E08000025"
# What the register and the council's list say of each: the register's name and postcode
# (None: it is not on it), the type, whether the list lets it be named, and its places.
HOME, NURSERY = "Childminder", "Childcare on non-domestic premises"
REDACTED = ("REDACTED", "")
PLANTED = {
    "refuses": (REDACTED, HOME, "no", "6"),
    "is redacted": (REDACTED, HOME, "yes", "6"),
    "is published and refuses": (("Ofsted's Name Three", "B35 3QC"), HOME, "no", "6"),
    "is on the list alone": (None, HOME, "yes", "6"),
    "is a redacted nursery": (REDACTED, NURSERY, "yes", "60"),
    "refuses in a row that can't be read": (
        *(("Ofsted's Name Six", "B35 6QC"), NURSERY, "no", "many"),
    ),
    "consents": (("Ofsted's Name Seven", "B35 7QC"), HOME, "yes", "6"),
}
WITHHELD = [case for case in PLANTED if case != "consents"]


def number(case: str) -> int:
    return 1 + list(PLANTED).index(case)


def list_name(case: str) -> str:
    return f"Planted Quagga {number(case)} Nest"


def phone(case: str) -> str:
    return f"0121 496 99{number(case)}"


def traces(case: str) -> list[str]:
    """All by which the place could be found: names, postcodes, contacts, its point."""
    n = number(case)
    register = PLANTED[case][0] or REDACTED
    found = [list_name(case), f"B35 {n}QV", f"52.4{n}7531", f"1.87{n}9513"]
    found += [phone(case), f"quagga{n}.example"]
    return found + [word for word in register if word not in ("", "REDACTED")]


def subtype_of(provider_type: str) -> str:
    return "" if provider_type == HOME else "Full day care"


def plant(copy) -> None:
    """Put each of them into the register and the council's list."""
    with copy.changed_seed("landed/raw_settings_register") as rows:
        blank = dict.fromkeys(rows.columns, "")
        # The newest month of a council is the one that counts.
        month = rows["register_month"].max()
        for case, (register, provider_type, _, _) in PLANTED.items():
            if register is not None:
                rows.loc[len(rows)] = blank | {
                    "local_authority_code": BIRMINGHAM,
                    "register_month": month,
                    "setting_id": f"PLANT{number(case)}",
                    "setting_name": register[0],
                    "provider_type": provider_type,
                    "provider_subtype": subtype_of(provider_type),
                    "provider_status": "Active",
                    "is_on_early_years_register": "yes",
                    "postcode": register[1],
                    "is_redacted": "yes" if register == REDACTED else "no",
                    "is_synthetic": "true",
                }
    with copy.changed_seed("landed/raw_council_settings") as rows:
        month = rows["list_month"].iloc[0]
        blank = dict.fromkeys(rows.columns, "")
        for case, (register, provider_type, may_be_named, places) in PLANTED.items():
            n = number(case)
            kind = "private_voluntary_independent"
            rows.loc[len(rows)] = blank | {
                "local_authority_code": BIRMINGHAM,
                "list_month": month,
                "setting_id": f"SET-9{n}",
                "urn": "" if register is None else f"PLANT{n}",
                "setting_name": list_name(case),
                "setting_type": "childminder" if provider_type == HOME else kind,
                "postcode": f"B35 {n}QV",
                "latitude": f"52.4{n}7531",
                "longitude": f"-1.87{n}9513",
                "places_count": places,
                "may_be_named": may_be_named,
                "contact_phone": phone(case),
                "website": f"https://quagga{n}.example",
                "is_synthetic": "true",
            }
