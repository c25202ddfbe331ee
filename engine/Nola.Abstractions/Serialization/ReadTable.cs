namespace Orleans.Serialization;

/// <summary>
/// Objects, type names and skipped values of one payload by position. Positions only grow while reading, so look-ups
/// are binary searches. Skipped values are kept because a later field may refer into a field that the reader did not
/// know.
/// </summary>
internal sealed class ReadTable
{
    private const int KeptCapacityMax = 4096;

    private readonly List<Entry> _entries = [];
    private Dictionary<int, object>? _late;
    private Dictionary<int, SkippedValue>? _skipped;

    /// <summary>Remembers what was read, or is being read, at a position.</summary>
    public void Add(int position, object value)
    {
        if (_entries.Count == 0 || _entries[^1].Position < position)
        {
            _entries.Add(new(position, value));
        }
        else
        {
            // Read again out of a skipped field.
            (_late ??= [])[position] = value;
        }
    }

    public object? Find(int position)
    {
        int low = 0, high = _entries.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var entry = _entries[middle];
            if (entry.Position == position) return entry.Value;
            if (entry.Position < position) low = middle + 1;
            else high = middle - 1;
        }

        return _late is not null && _late.TryGetValue(position, out var late) ? late : null;
    }

    public void AddSkipped(int position, SkippedValue value) => (_skipped ??= [])[position] = value;

    public bool TryGetSkipped(int position, out SkippedValue value)
    {
        value = default;
        return _skipped is not null && _skipped.TryGetValue(position, out value);
    }

    public void Clear()
    {
        _entries.Clear();
        if (_entries.Capacity > KeptCapacityMax) _entries.Capacity = 0;
        _late = null;
        _skipped = null;
    }

    private readonly record struct Entry(int Position, object Value);
}

/// <summary>A value inside a skipped field: its layout, and where its type name stands or -1.</summary>
internal readonly record struct SkippedValue(FieldLayout Layout, int TypeNamePosition)
{
    /// <summary>Marks the position of a type name rather than of a value.</summary>
    public static SkippedValue TypeName { get; } = new(FieldLayout.End, -1);
}
