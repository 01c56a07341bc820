"""What somebody wrote themselves: without what they quote, their signature, and the notes that programs add."""

from __future__ import annotations

import re

_QUOTED = re.compile(
    r"^\s*(?:"
    r"-{2,}\s*(?:Mensaje original|Original Message|Mensagem original|Mensaje reenviado|Forwarded message|Mensagem encaminhada)\b.*"
    r"|(?:El|On|Em|Le)\b.{4,200}?(?:escribi[óo]|wrote|escreveu|a écrit)\s*:?\s*"
    r"|_{10,}"
    r")$",
    re.IGNORECASE,
)
_WROTE_BEGINS = re.compile(r"^\s*(?:El|On|Em)\s.{0,120}\d{4}.{0,120}$", re.IGNORECASE)
_WROTE_ENDS = re.compile(r"(?:escribi[óo]|wrote|escreveu)\s*:\s*$", re.IGNORECASE)
_HEADER = re.compile(r"^\s*\*?(?:De|From|Von)\s*:\*?\s.*@|^\s*\*?(?:De|From)\s*:\*?\s", re.IGNORECASE)
_HEADER_NEXT = re.compile(
    r"^\s*\*?(?:Enviad[oa](?: el| em)?|Sent|Date|Fecha|Data|Para|To)\s*:", re.IGNORECASE
)
_DASHES = re.compile(r"^--\s*$")
_DEVICE = re.compile(
    r"^\s*(?:Enviado desde mi|Enviado desde|Sent from my|Get Outlook for|Obtener Outlook|Enviado do meu)\b.*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\s*(?:muy\s+)?(?:cordial(?:mente|es saludos| saludo)|atentamente|att\.?|atte\.?|(?:un |con un )?(?:cordial|afectuoso) saludo"
    r"|saludos(?: cordiales)?|respetuosamente|quedo atent[oa]s?|best(?: regards)?|kind regards|regards|sincerely(?: yours)?"
    r"|atenciosamente|abra[çz]os?|cumprimentos|un abrazo)\s*[,.;!]?\s*$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:aviso (?:legal|de confidencialidad|de privacidad)|confidentiality notice|disclaimer"
    r"|est[ea] (?:mensaje|correo)\b.{0,80}(?:confidencial|destinatario|anexos|adjuntos)|this (?:e-?mail|message)\b.{0,120}confidential"
    r"|esta mensagem\b.{0,80}confidencial|la informaci[óo]n contenida en est[ea]|antes de imprimir|piense en el medio ambiente"
    r"|please consider the environment|si (?:usted )?ha recibido este (?:mensaje|correo) por error)",
    re.IGNORECASE,
)
_AFTER_CLOSING = 14


def own_words(text: str) -> str:
    """The text down to the first quotation, its closing or the first notice; "" when nothing is left."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = [line for line in lines[: _quotation(lines)] if not line.lstrip().startswith(">")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_without_signature(kept))).strip()


def _quotation(lines: list[str]) -> int:
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _QUOTED.match(line[:400]) or (
            _WROTE_BEGINS.match(line[:400]) and _WROTE_ENDS.search(following[:200])
        ):
            return number
        if _HEADER.match(line[:200]) and (_HEADER_NEXT.match(following) or _second_header(lines, number)):
            return number
    return len(lines)


def _second_header(lines: list[str], number: int) -> bool:
    return any(_HEADER_NEXT.match(line) for line in lines[number + 1 : number + 4])


def _without_signature(lines: list[str]) -> list[str]:
    kept: list[str] = []
    rest = sum(1 for line in lines if line.strip())
    for line in lines:
        rest -= bool(line.strip())
        if _DASHES.match(line) or _NOTICE.search(line[:500]):
            break
        if kept and _CLOSING.match(line[:80]) and rest <= _AFTER_CLOSING:
            break
        if not _DEVICE.match(line[:200]):
            kept.append(line.rstrip())
    return kept
