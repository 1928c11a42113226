"""Given names and surnames of many countries in Latin letters, lower case, as Faker (PyPI, MIT) has them in its tables."""

import importlib
import pkgutil
import re

import faker.providers.person

TABLES = re.compile(r"first_name|last_name|romanized|middle_name|surname|family")
NAME = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’-]{2,}")


def person_names() -> set[str]:
    found: set[str] = set()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        if not module.ispkg:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for table in filter(TABLES.search, dir(provider)):
            entries = getattr(provider, table)
            if isinstance(entries, (list, tuple, dict)):
                for entry in entries:
                    found.update(NAME.findall(entry.lower()) if isinstance(entry, str) else [])
    return found
