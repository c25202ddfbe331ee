using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>
/// One incarnation of a silo: where it listens, and a generation that is higher for each restart on that endpoint.
/// A client has a negative generation.
/// </summary>
[JsonConverter(typeof(SiloAddressJsonConverter))]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>, ISpanFormattable,
    IParsable<SiloAddress>, IUtf8SpanParsable<SiloAddress>
{
    // Generations count seconds from here, so they stay positive for 68 years.
    private static readonly DateTimeOffset GenerationEpoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static int _lastGeneration;

    private readonly int _hash;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
        _hash = ComputeHash(endpoint, generation);
    }

    /// <summary>The address of no silo.</summary>
    public static SiloAddress Zero { get; } = new(new IPEndPoint(IPAddress.Any, 0), 0);

    /// <summary>Where the silo listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>The incarnation; negative for a client.</summary>
    public int Generation { get; }

    /// <summary>Whether this is a client and no silo.</summary>
    public bool IsClient => Generation < 0;

    /// <summary>The silo at an endpoint with a generation.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen)
    {
        ArgumentNullException.ThrowIfNull(ep);
        return new SiloAddress(ep, gen);
    }

    /// <summary>The silo at an address and port with a generation.</summary>
    public static SiloAddress New(IPAddress address, int port, int generation) =>
        new(new IPEndPoint(address, port), generation);

    /// <summary>A generation higher than every one given out before in this process or by an earlier process.</summary>
    public static int AllocateNewGeneration() => AllocateNewGeneration(TimeProvider.System);

    /// <summary>Reads the form of <see cref="ToParsableString"/>.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public static SiloAddress FromParsableString(string addr) => Parse(addr);

    /// <summary>Reads the form of <see cref="ToParsableString"/>.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public static SiloAddress FromUtf8String(ReadOnlySpan<byte> addr) => Parse(addr);

    /// <summary>Reads either text form: <c>ip:port@generation</c> or <c>Sip:port:generation</c>.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public static SiloAddress Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return TryParse(value, out var result) ? result : throw NotAnAddress(value);
    }

    /// <summary>Reads either text form.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public static SiloAddress Parse(ReadOnlySpan<byte> utf8Text) =>
        TryParse(utf8Text, out var result) ? result : throw NotAnAddress(Encoding.UTF8.GetString(utf8Text));

    /// <summary>Reads either text form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, [NotNullWhen(true)] out SiloAddress? result) =>
        TryParse(Encoding.UTF8.GetString(utf8Text), out result);

    /// <summary>Reads either text form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? value, [NotNullWhen(true)] out SiloAddress? result)
    {
        result = null;
        if (string.IsNullOrEmpty(value)) return false;

        var text = value.AsSpan();
        int separator;
        if (text[0] is 'S' or 'C')
        {
            text = text[1..];
            separator = text.LastIndexOf(':');
        }
        else
        {
            separator = text.LastIndexOf('@');
        }

        if (separator <= 0
            || text[..separator].IndexOf(':') < 0
            || !IPEndPoint.TryParse(text[..separator], out var endpoint)
            || !int.TryParse(
                text[(separator + 1)..],
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var generation))
        {
            return false;
        }

        result = new SiloAddress(endpoint, generation);
        return true;
    }

    static SiloAddress IParsable<SiloAddress>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<SiloAddress>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SiloAddress result) =>
        TryParse(s, out result);

    static SiloAddress IUtf8SpanParsable<SiloAddress>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) =>
        Parse(utf8Text);

    static bool IUtf8SpanParsable<SiloAddress>.TryParse(
        ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, [MaybeNullWhen(false)] out SiloAddress result) =>
        TryParse(utf8Text, out result);

    /// <summary>The form <c>ip:port@generation</c>, for storage.</summary>
    public string ToParsableString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Generation}");

    /// <summary>The text form with the consistent hash.</summary>
    public string ToStringWithHashCode() =>
        string.Create(CultureInfo.InvariantCulture, $"{this}/x{GetConsistentHashCode():X8}");

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsClient ? 'C' : 'S')}{Endpoint}:{Generation}");

    /// <summary>A hash that is equal on every machine.</summary>
    public int GetConsistentHashCode() => _hash;

    /// <summary>The silo's points on a ring with that many virtual nodes per silo.</summary>
    public uint[] GetUniformHashCodes(int numHashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numHashes);
        var name = ToParsableString();
        var hashes = new uint[numHashes];
        for (var i = 0; i < numHashes; i++)
        {
            hashes[i] = StableHash.ComputeHash(string.Create(CultureInfo.InvariantCulture, $"{name}#{i}"));
        }

        return hashes;
    }

    /// <summary>Whether this is a later incarnation on the same endpoint.</summary>
    public bool IsSuccessorOf(SiloAddress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Generation != 0 && other.Generation != 0 && Generation > other.Generation
            && Endpoint.Equals(other.Endpoint);
    }

    /// <summary>Whether this is an earlier incarnation on the same endpoint.</summary>
    public bool IsPredecessorOf(SiloAddress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.IsSuccessorOf(this);
    }

    /// <inheritdoc/>
    public bool Equals(SiloAddress? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Generation == other.Generation
            && Endpoint.Equals(other.Endpoint));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public int CompareTo(SiloAddress? other)
    {
        if (other is null) return 1;

        var byGeneration = Generation.CompareTo(other.Generation);
        if (byGeneration != 0) return byGeneration;

        var byPort = Endpoint.Port.CompareTo(other.Endpoint.Port);
        return byPort != 0
            ? byPort
            : Endpoint.Address.GetAddressBytes().AsSpan().SequenceCompareTo(other.Endpoint.Address.GetAddressBytes());
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) =>
        format == "H" ? ToStringWithHashCode() : ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{(format is "H" ? ToStringWithHashCode() : ToString())}", out charsWritten);

    internal static int AllocateNewGeneration(TimeProvider time)
    {
        var elapsed = time.GetUtcNow() - GenerationEpoch;
        var candidate = (int)Math.Clamp(elapsed.TotalSeconds, 1, int.MaxValue - 1);
        while (true)
        {
            var last = Volatile.Read(ref _lastGeneration);
            var next = Math.Max(candidate, last + 1);
            if (Interlocked.CompareExchange(ref _lastGeneration, next, last) == last) return next;
        }
    }

    private static int ComputeHash(IPEndPoint endpoint, int generation)
    {
        Span<byte> bytes = stackalloc byte[24];
        endpoint.Address.TryWriteBytes(bytes, out var length);
        BitConverter.TryWriteBytes(bytes[length..], endpoint.Port);
        BitConverter.TryWriteBytes(bytes[(length + 4)..], generation);
        return unchecked((int)StableHash.ComputeHash(bytes[..(length + 8)]));
    }

    private static FormatException NotAnAddress(string text) =>
        new($"\"{text}\" is not a silo address: the form is \"ip:port@generation\".");
}
