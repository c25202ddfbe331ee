using System.Text;

namespace Nola.Runtime.Messaging;

/// <summary>
/// Ids that say on which host their object lives: a silo's own services, and observers. The type starts with
/// <c>sys.</c>, the key with the host's address, followed by <c>+</c> and anything.
/// </summary>
internal static class HostAddressedGrains
{
    private static ReadOnlySpan<byte> Prefix => "sys."u8;

    public static GrainId Create(string name, SiloAddress host, string? extension = null) => GrainId.Create(
        $"sys.{name}", extension is null ? host.ToParsableString() : $"{host.ToParsableString()}+{extension}");

    public static bool Is(GrainId id) => id.Type.AsSpan().StartsWith(Prefix);

    public static bool TryGetHost(GrainId id, out SiloAddress? host)
    {
        host = null;
        if (!Is(id)) return false;

        var key = id.Key.AsSpan();
        var plus = key.IndexOf((byte)'+');
        return SiloAddress.TryParse(Encoding.UTF8.GetString(plus < 0 ? key : key[..plus]), out host);
    }
}
