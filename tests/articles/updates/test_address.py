"""What is taken for an e-mail address, and how it is written down."""

import pytest
from django.core.exceptions import ValidationError

from articles.updates.address import tidied


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ann@reader.example", "ann@reader.example"),
        ("  Ann.O'Hara+legs@Reader.Example ", "Ann.O'Hara+legs@reader.example"),
        ("ann@löwe.example", "ann@xn--lwe-sna.example"),
        ("ann@例え.テスト", "ann@xn--r8jz45g.xn--zckzah"),
        (f"{'a' * 64}@reader.example", f"{'a' * 64}@reader.example"),
    ],
)
def test_an_address_is_taken_and_tidied(typed: str, address: str) -> None:
    assert tidied(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "ann",
        "ann@",
        "@reader.example",
        "ann@reader",
        "ann@reader..example",
        "ann@reader.example\nBcc: eve@evil.example",
        "ann\r\n@reader.example",
        "ann@reader.example\x00",
        "ann@reader.example, eve@evil.example",
        "Ann <ann@reader.example>",
        '"ann\x01"@reader.example',
        "ann@[127.0.0.1]",
        "änn@reader.example",
        "\u212aann@reader.example",
        "ann@straße.example",
        "<script>alert(1)</script>@reader.example",
        "'; DROP TABLE articles_subscriber; --@reader.example",
        "😀@reader.example",
        "\u202eann@reader.example",
        f"ann@{'a' * 64}.example",
        f"ann@{'.'.join(['a' * 60] * 5)}.example",
        "a" * 5000,
        f"{'a' * 5000}@reader.example",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match="Enter an e-mail address, like"):
        tidied(typed)
