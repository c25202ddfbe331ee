using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>
/// Maps objects, by identity, to what became of them in one operation. Graphs are mostly tiny, so the first entries are
/// found by a scan; a hash index is built only for larger ones. Reused across operations by <see cref="Clear"/>.
/// </summary>
internal sealed class IdentityMap<TValue>
{
    private const int ScannedMax = 8;

    // Beyond this the arrays of one huge graph would stay allocated for the rest of the process.
    private const int KeptCapacityMax = 4096;

    private object?[] _keys = new object?[ScannedMax];
    private TValue[] _values = new TValue[ScannedMax];
    private int[] _index = [];
    private int _count;

    public int Count => _count;

    public bool TryGet(object key, out TValue value)
    {
        if (_count <= ScannedMax)
        {
            var keys = _keys.AsSpan(0, _count);
            for (var i = 0; i < keys.Length; i++)
            {
                if (ReferenceEquals(keys[i], key))
                {
                    value = _values[i];
                    return true;
                }
            }
        }
        else
        {
            var mask = _index.Length - 1;
            for (var slot = RuntimeHelpers.GetHashCode(key) & mask; _index[slot] != 0; slot = (slot + 1) & mask)
            {
                var i = _index[slot] - 1;
                if (ReferenceEquals(_keys[i], key))
                {
                    value = _values[i];
                    return true;
                }
            }
        }

        value = default!;
        return false;
    }

    /// <summary>Adds a key that is not present.</summary>
    public void Add(object key, TValue value)
    {
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _count * 2);
            Array.Resize(ref _values, _count * 2);
        }

        _keys[_count] = key;
        _values[_count] = value;
        _count++;

        if (_count > ScannedMax)
        {
            if (_count == ScannedMax + 1 || _index.Length < _count * 2) BuildIndex();
            else Insert(_count - 1);
        }
    }

    public void Clear()
    {
        if (_count == 0) return;

        if (_keys.Length > KeptCapacityMax)
        {
            _keys = new object?[ScannedMax];
            _values = new TValue[ScannedMax];
            _index = [];
        }
        else
        {
            _keys.AsSpan(0, _count).Clear();
            _values.AsSpan(0, _count).Clear();
            if (_count > ScannedMax) _index.AsSpan().Clear();
        }

        _count = 0;
    }

    private void BuildIndex()
    {
        if (_index.Length < _keys.Length * 4) _index = new int[_keys.Length * 4];
        else _index.AsSpan().Clear();

        for (var i = 0; i < _count; i++)
        {
            Insert(i);
        }
    }

    private void Insert(int entry)
    {
        var mask = _index.Length - 1;
        var slot = RuntimeHelpers.GetHashCode(_keys[entry]!) & mask;
        while (_index[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _index[slot] = entry + 1;
    }
}
