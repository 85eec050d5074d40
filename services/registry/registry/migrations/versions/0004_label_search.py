"""What is searched of public labels, as plain columns with an index for each question.

A text is found by its pairs of characters: Chinese has no blanks between words, and pairs need no
extension of the database. Characters by themselves are kept for who asks for a single one.
"""

from alembic import op

from chassis.migrations import grant

revision = "0004"
down_revision = "0003"

_FUNCTIONS = """
create function folded(words text) returns text
    immutable strict parallel safe language sql
    return lower(normalize(words, NFKC));

create function grams(words text) returns text[]
    immutable strict parallel safe language sql
    return array(
        select distinct substr(words, place, width)
        from generate_series(1, length(words)) as place, generate_series(1, 2) as width
    );

create function asked_grams(words text) returns text[]
    immutable strict parallel safe language sql
    return array(
        select substr(words, place, 2)
        from generate_series(1, greatest(length(words) - 1, 1)) as place
    );
"""
_TABLE = """
create table label_search (
    label_number text primary key references label (number),
    log_index bigint not null,
    scheme text not null,
    body text not null,
    enterprise text not null,
    category text not null,
    division text not null,
    gtin text,
    valid_until timestamptz not null,
    suspended boolean not null default false,
    revoked boolean not null default false,
    words text not null
);
create unique index label_search_newest on label_search (log_index);
create index label_search_enterprise on label_search (enterprise, log_index);
create index label_search_body on label_search (body, log_index);
create index label_search_category on label_search (category, log_index);
create index label_search_division on label_search (division, log_index);
create index label_search_gtin on label_search (gtin, log_index);
create index label_search_end on label_search (valid_until);
create index label_search_suspended on label_search (log_index) where suspended;
create index label_search_revoked on label_search (log_index) where revoked;
create index label_search_words on label_search using gin (grams(words));
"""
_KNOWN = """
insert into label_search
select number, log_index, certificate ->> 'scheme', certificate ->> 'body',
    certificate #>> '{product,enterprise}', certificate #>> '{product,category}',
    certificate #>> '{product,site_division}', certificate #>> '{product,gtin}',
    (certificate ->> 'valid_until')::timestamptz,
    coalesce(suspension.is_set, false), coalesce(revocation.is_set, false),
    folded(concat_ws(E'\\n', number, replace(number, '-', ''), certificate_number,
        certificate #>> '{product,gtin}', certificate #>> '{product,enterprise}',
        certificate #>> '{product,name_zh}', certificate #>> '{product,name_en}',
        certificate #>> '{product,model}', certificate #>> '{product,enterprise_name_zh}',
        certificate #>> '{product,enterprise_name_en}'))
from label
join label_publication on label_number = number
left join status_bit as suspension on suspension.purpose = 'suspension'
    and (suspension.list_number, suspension.status_index)
        = (label.status_list, label.status_index)
left join status_bit as revocation on revocation.purpose = 'revocation'
    and (revocation.list_number, revocation.status_index)
        = (label.status_list, label.status_index);
"""


def upgrade() -> None:
    for statements in (_FUNCTIONS, _TABLE, _KNOWN):
        for statement in filter(str.strip, statements.split(";")):
            op.execute(statement)
    grant(op, "label_search")
