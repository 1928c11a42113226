"""Which data families may be tuned on: the same as scripts/lib/families.mjs, from data/families/families.json.

    from families import assert_tunable
    assert_tunable('screens', seed)      # raises SystemExit for held-out data
"""

import json
import pathlib
import sys

FAMILIES = pathlib.Path(__file__).resolve().parent.parent / "data" / "families" / "families.json"


def state_of(profile, seed):
    """`tuned`, `dev` or `held-out`; a seed that no range names counts as held out."""
    families = json.loads(FAMILIES.read_text(encoding="utf-8"))["families"]
    family = next((f for f in families if profile in (f["id"], *f.get("profiles", ()))), None)
    if family is None:
        raise SystemExit(f"data/families/families.json names no family for {profile}")
    if "state" in family:
        return family["state"]
    low, high = family.get("devSeeds", (1, 0))
    return "dev" if low <= int(seed) <= high else "held-out"


def assert_tunable(profile, seed):
    """Ends the program where nothing may be trained or tuned."""
    if state_of(profile, seed) == "held-out":
        raise SystemExit(f"{profile}, seed {seed}, is held out: nothing may be trained or tuned on it")


if __name__ == "__main__":
    print(state_of(sys.argv[1], sys.argv[2]))
