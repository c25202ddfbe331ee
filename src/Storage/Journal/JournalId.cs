using System.Text;

namespace ShopActors.Storage;

/// <summary>
/// The name of a journal: the text of the grain id that owns it ("order/ord_x"), so that the waker can call the grain
/// of a due journal.
/// </summary>
public readonly record struct JournalId : IComparable<JournalId>
{
    /// <summary>The longest id in UTF-8 bytes, limited by the length field of the backends' formats.</summary>
    public const int BytesMax = 1024;

    /// <summary>Wraps a non-empty id of at most <see cref="BytesMax"/> bytes.</summary>
    public JournalId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (value.Length > BytesMax / 3 && Encoding.UTF8.GetByteCount(value) > BytesMax)
        {
            throw new ArgumentException($"A journal id has at most {BytesMax} bytes.", nameof(value));
        }

        Value = value;
    }

    /// <summary>The id's text.</summary>
    public string Value { get; }

    /// <summary>The grain's key: the part after the name of the grain type.</summary>
    public string Key => Value[(Value.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Whether this is the default value, which is not a journal.</summary>
    public bool IsDefault => Value is null;

    /// <summary>Parses the text of an id.</summary>
    public static JournalId Parse(string text) => new(text);

    /// <summary>Ordinal order, the order of <see cref="IJournalStore.ListAsync"/>.</summary>
    public int CompareTo(JournalId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    /// <summary>Ordinal comparison.</summary>
    public static bool operator <(JournalId left, JournalId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal comparison.</summary>
    public static bool operator <=(JournalId left, JournalId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal comparison.</summary>
    public static bool operator >(JournalId left, JournalId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal comparison.</summary>
    public static bool operator >=(JournalId left, JournalId right) => left.CompareTo(right) >= 0;
}
