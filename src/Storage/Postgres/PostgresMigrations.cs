namespace ShopActors.Storage.Postgres;

/// <summary>The schema's history: version 1 is the first step. Released steps are never changed.</summary>
internal static class PostgresMigrations
{
    public static IReadOnlyList<PostgresMigration> All { get; } =
    [
        // Foreign keys are left out: each costs a look-up and a lock per row, and only the store's own
        // statements write.
        //
        // journals: rows are updated by each append; the free part of each page lets them stay there (HOT), so that no
        // index is written where the wake-up does not change.
        //
        // lists: a journal is on one list. The primary key is by journal, which deletion needs; its entries
        // grow with the keys, so they go to the page at the end of the index. A column of journals would be
        // copied by each append.
        new(
            """
            create table shop.journals (
                key bigint generated always as identity primary key,
                id text collate "C" not null unique,
                version bigint not null,
                writer bigint not null,
                wake_at bigint null,
                expires_at bigint null
            ) with (fillfactor = 70);
            create index journals_due on shop.journals (wake_at) where wake_at is not null;
            create table shop.events (
                journal bigint not null,
                version bigint not null,
                payload bytea not null,
                primary key (journal, version)
            );
            create table shop.snapshots (
                journal bigint primary key,
                version bigint not null,
                payload bytea not null
            ) with (fillfactor = 70);
            create table shop.lists (
                journal bigint primary key,
                list text collate "C" not null
            );
            create index lists_by_name on shop.lists (list, journal);
            """,
            """
            do $$ begin
                if exists (select from shop.journals) then
                    raise exception 'there are journals: this step back would delete them';
                end if;
            end $$;
            drop table shop.lists;
            drop table shop.snapshots;
            drop table shop.events;
            drop table shop.journals;
            """),

        // outbox: a position is (transaction + offset) << 20, plus the event's number in the transaction. The offset
        // makes positions grow when the data moves to a server whose transactions have lower numbers.
        new(
            """
            alter table shop.journals add column sequence bigint not null default 0;
            create table shop.outbox (
                position bigint primary key,
                at bigint not null,
                payload bytea not null
            );
            alter table shop.meta add column outbox_offset bigint not null default 0;
            alter table shop.meta add column outbox_system bigint null;
            """,
            """
            alter table shop.meta drop column outbox_system;
            alter table shop.meta drop column outbox_offset;
            drop table shop.outbox;
            alter table shop.journals drop column sequence;
            """),
    ];
}
