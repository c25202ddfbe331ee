using System.Buffers.Binary;
using System.Text;

namespace Nola.Runtime.Activation;

/// <summary>The question whether a waiting request is, in the end, its own ancestor; it travels up the chain of its callers.</summary>
/// <param name="WaitingSilo">The host that sent the waiting request.</param>
/// <param name="WaitingId">The request's number there; negative for one that waits where it was sent.</param>
/// <param name="GrainSilo">The silo on which it waits.</param>
/// <param name="Grain">The grain for which it waits.</param>
/// <param name="CallId">The call, of the host that gets the probe, whose caller is to be looked at next.</param>
/// <param name="Hops">The silos that the probe has passed.</param>
/// <param name="Path">The calls seen so far, for people.</param>
internal sealed record CycleProbe(
    SiloAddress WaitingSilo, long WaitingId, SiloAddress GrainSilo, GrainId Grain, long CallId, int Hops, string Path)
{
    /// <summary>Silos that a probe may pass: longer cycles end by their timeouts.</summary>
    public const int HopsMax = 32;

    private const int TextLengthMax = 4096;
    private const int FixedLength = 8 + 8 + 1;

    /// <summary>The probe with a call further up.</summary>
    public CycleProbe Through(Invocation request)
    {
        var path = $"{request.Target?.GrainId}.{request.Request.Method.Name} -> {Path}";
        return this with { Path = path.Length <= TextLengthMax / 4 ? path : Path };
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[FixedLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, WaitingId);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), CallId);
        bytes[16] = (byte)Hops;
        var texts = string.Join(
            '\n', WaitingSilo.ToParsableString(), GrainSilo.ToParsableString(), Grain.ToString(), Path);
        return [.. bytes, .. Encoding.UTF8.GetBytes(texts)];
    }

    /// <summary>Reads what a peer sent; null where it is none.</summary>
    public static CycleProbe? TryParse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < FixedLength or > FixedLength + TextLengthMax) return null;

        var texts = Encoding.UTF8.GetString(bytes[FixedLength..]).Split('\n', 4);
        if (texts is not [var waitingSilo, var grainSilo, var grain, var path]
            || !SiloAddress.TryParse(Encoding.UTF8.GetBytes(waitingSilo), out SiloAddress? waiting)
            || !SiloAddress.TryParse(Encoding.UTF8.GetBytes(grainSilo), out SiloAddress? at)
            || !GrainId.TryParse(grain, null, out var grainId))
        {
            return null;
        }

        return new CycleProbe(
            waiting,
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            at,
            grainId,
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            bytes[16],
            path);
    }
}
