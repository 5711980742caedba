"""The cheapest way to a target with the wanted chance, or what is known of why there is none.

Read from the top: ``question`` (what is asked), ``result`` (what is answered), ``search`` (the
steps), ``ceiling`` (what no mix can pass), ``solver`` (least cost near a mix), ``runs`` (of the
model).
"""
