"""The classes of people who could join voluntary social insurance, once."""

from __future__ import annotations

from simulator.text import Text

CLASSES: dict[str, Text] = {
    "poor": Text("Hộ nghèo", "Poor households"),
    "near_poor": Text("Hộ cận nghèo", "Near-poor households"),
    "ethnic_minority": Text("Đồng bào dân tộc thiểu số", "Ethnic minorities"),
    "farmer": Text("Nông dân, ngư dân, diêm dân", "Farmers, fishers, salt workers"),
    "self_employed": Text("Lao động tự làm, hộ kinh doanh", "Own-account and household business"),
    "informal_wage": Text("Lao động làm công không hợp đồng", "Informal wage workers"),
    "former": Text("Người đang bảo lưu thời gian đóng", "Former members with reserved years"),
}
"""Class -> label. They do not overlap: who left compulsory insurance with reserved years is
``former``; otherwise the first that fits in this order."""

CLASS_NAMES: tuple[str, ...] = tuple(CLASSES)
SELF_EMPLOYED = CLASS_NAMES.index("self_employed")
FORMER = CLASS_NAMES.index("former")

SECTORS: dict[str, Text] = {
    "manufacturing": Text("Công nghiệp chế biến, chế tạo", "Manufacturing"),
    "energy": Text("Năng lượng", "Energy"),
    "tourism_services": Text("Du lịch, dịch vụ", "Tourism and services"),
    "agriculture_processing": Text("Nông nghiệp, chế biến nông sản", "Agriculture and processing"),
    "logistics_ports": Text("Cảng biển, logistics", "Ports and logistics"),
    "construction_real_estate": Text("Xây dựng, bất động sản", "Construction and real estate"),
}
"""Economic sector of an investment project -> label."""
