using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>
/// Comparers of keyed collections: those of strings by number, others as objects. The default comparer is not written.
/// </summary>
internal static class Comparers
{
    private static readonly StringComparer[] s_known =
    [
        StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture,
        StringComparer.InvariantCultureIgnoreCase,
    ];

    public static object? Custom<T>(IEqualityComparer<T> comparer) =>
        ReferenceEquals(comparer, EqualityComparer<T>.Default) ? null : comparer;

    public static object? Custom<T>(IComparer<T> comparer) =>
        ReferenceEquals(comparer, Comparer<T>.Default) ? null : comparer;

    public static void Write(ref Writer writer, object comparer)
    {
        for (var i = 0; i < s_known.Length; i++)
        {
            if (!s_known[i].Equals(comparer)) continue;

            writer.WriteField(CollectionFields.KnownComparer, (uint)i);
            return;
        }

        writer.WriteTyped(CollectionFields.OtherComparer, comparer);
    }

    public static object? Read(ref Reader reader, FieldHeader header)
    {
        if (header.Id == CollectionFields.OtherComparer) return reader.Session.GetCodec<object>()
            .ReadValue(ref reader, header);

        var index = reader.ReadUInt32(header);
        return index < s_known.Length ? s_known[index] : throw new SerializerException("A comparer is not known.");
    }
}
