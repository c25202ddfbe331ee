using System.Buffers.Binary;
using Orleans.Runtime;

namespace Orleans;

/// <summary>References to and keys of grains; the receiver is a grain or a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to the grain, which can be passed on.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var reference = ReferenceTo(grain);
        return (TGrainInterface)reference.Shared.Runtime.Cast(reference, typeof(TGrainInterface));
    }

    /// <summary>A reference to the grain, which can be passed on.</summary>
    public static object AsReference(this IAddressable grain, Type interfaceType)
    {
        var reference = ReferenceTo(grain);
        return reference.Shared.Runtime.Cast(reference, interfaceType);
    }

    /// <summary>The grain through another interface.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) =>
        grain.AsReference<TGrainInterface>();

    /// <summary>The grain through another interface.</summary>
    public static object Cast(this IAddressable grain, Type interfaceType) => grain.AsReference(interfaceType);

    /// <summary>The grain's id.</summary>
    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var id = grain switch
        {
            GrainReference reference => reference.GrainId,
            IGrainBase activation => activation.GrainContext?.GrainId ?? default,
            _ => throw NotAGrain(grain),
        };
        return id.IsDefault
            ? throw new ArgumentException("The grain is not bound to an activation yet.", nameof(grain))
            : id;
    }

    /// <summary>Whether the key is an integer.</summary>
    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) =>
        grain.GetGrainId().TryGetIntegerKey(out _, out _);

    /// <summary>The integer key and its extension.</summary>
    /// <exception cref="InvalidOperationException">The key is of another kind.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        return id.TryGetIntegerKey(out var key, out keyExt)
            ? key
            : throw new InvalidOperationException($"Unable to extract integer key from grain id {id}.");
    }

    /// <summary>The integer key.</summary>
    /// <exception cref="InvalidOperationException">The key is of another kind.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetPrimaryKeyLong(out _);

    /// <summary>The Guid key and its extension; an integer key gives the Guid that ends in its bytes.</summary>
    /// <exception cref="InvalidOperationException">The key is of another kind.</exception>
    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        if (id.TryGetGuidKey(out var key, out keyExt)) return key;

        if (!id.TryGetIntegerKey(out var integer, out keyExt))
        {
            throw new InvalidOperationException($"Unable to extract Guid key from grain id {id}.");
        }

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], integer);
        return new Guid(bytes);
    }

    /// <summary>The Guid key; an integer key gives the Guid that ends in its bytes.</summary>
    /// <exception cref="InvalidOperationException">The key is of another kind.</exception>
    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetPrimaryKey(out _);

    /// <summary>The key as a string.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static GrainReference ReferenceTo(IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            IGrainBase => throw new ArgumentException("The grain is not bound to an activation yet.", nameof(grain)),
            _ => throw NotAGrain(grain),
        };
    }

    private static ArgumentException NotAGrain(IAddressable grain) => new(
        $"{grain.GetType().FullName} is neither a grain nor a reference to one: derive it from Grain, implement "
        + "IGrainBase, or pass an observer through IGrainFactory.CreateObjectReference.",
        nameof(grain));
}
