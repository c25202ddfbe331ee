
namespace ShopActors.Storage.Sqlite;

/// <summary>The tables of the store (docs/design/store.md).</summary>
internal static class JournalSchema
{
    // "shop" in ASCII.
    private const int ApplicationId = 0x73686F70;

    public static readonly SqliteSchema Schema = new(
        ApplicationId,
        """
        CREATE TABLE journal(
            key        INTEGER PRIMARY KEY,     -- grows with time
            id         TEXT    NOT NULL UNIQUE, -- the text of the grain's id
            wake_at    INTEGER,                 -- Unix milliseconds
            expires_at INTEGER,                 -- Unix milliseconds
            list       TEXT                     -- the list that it is on
        ) STRICT;
        CREATE INDEX journal_wake_at ON journal(wake_at) WHERE wake_at IS NOT NULL;
        CREATE INDEX journal_list ON journal(list, key) WHERE list IS NOT NULL;
        CREATE TABLE append(
            journal     INTEGER NOT NULL,
            number      INTEGER NOT NULL, -- from 1, without gaps behind the snapshot
            version     INTEGER NOT NULL, -- number of events ever appended
            writer      INTEGER NOT NULL, -- the activation that wrote it
            is_snapshot INTEGER NOT NULL, -- whether it stands for everything before it
            payload     TEXT    NOT NULL, -- a JSON array of the events, or the snapshot
            checksum    INTEGER NOT NULL,
            PRIMARY KEY (journal, number)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        ALTER TABLE append ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0; -- number of events for others
        CREATE TABLE outbox(
            position INTEGER PRIMARY KEY, -- that of the row's last event; events count from 1
            at       INTEGER NOT NULL,    -- Unix milliseconds
            payload  TEXT    NOT NULL,    -- a JSON array of the events of one commit
            checksum INTEGER NOT NULL
        ) STRICT;
        """,
        """
        ALTER TABLE append RENAME TO append_by_journal;
        CREATE TABLE append(
            position    INTEGER PRIMARY KEY, -- grows with time: appends of one commit share pages
            journal     INTEGER NOT NULL,
            number      INTEGER NOT NULL,    -- from 1, without gaps behind the snapshot
            version     INTEGER NOT NULL,    -- number of events ever appended
            writer      INTEGER NOT NULL,    -- the activation that wrote it
            is_snapshot INTEGER NOT NULL,    -- whether it stands for everything before it
            payload     TEXT    NOT NULL,    -- a JSON array of the events, or the snapshot
            checksum    INTEGER NOT NULL,
            sequence    INTEGER NOT NULL,    -- number of events for others
            UNIQUE (journal, number)
        ) STRICT;
        INSERT INTO append(journal, number, version, writer, is_snapshot, payload, checksum, sequence)
            SELECT journal, number, version, writer, is_snapshot, payload, checksum, sequence
            FROM append_by_journal ORDER BY journal, number;
        DROP TABLE append_by_journal;
        """);
}
