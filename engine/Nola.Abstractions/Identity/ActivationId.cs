namespace Orleans.Runtime;

/// <summary>The identity of one activation of a grain.</summary>
public readonly struct ActivationId : IEquatable<ActivationId>, ISpanFormattable
{
    private readonly Guid _key;

    /// <summary>An activation id over a Guid.</summary>
    public ActivationId(Guid key) => _key = key;

    /// <summary>Whether this is the default value.</summary>
    public bool IsDefault => _key == Guid.Empty;

    internal Guid Key => _key;

    /// <summary>The id of the sole activation that the grain can have on a silo, derived from the grain's id.</summary>
    public static ActivationId GetDeterministic(GrainId grain)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, grain.Type.GetUniformHashCode());
        BitConverter.TryWriteBytes(bytes[4..], grain.Key.GetUniformHashCode());
        BitConverter.TryWriteBytes(bytes[8..], grain.GetUniformHashCode());
        BitConverter.TryWriteBytes(bytes[12..], grain.Key.AsSpan().Length);
        return new ActivationId(new Guid(bytes));
    }

    /// <summary>Reads the form of <see cref="ToParsableString"/>.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public static ActivationId FromParsableString(string activationId)
    {
        ArgumentException.ThrowIfNullOrEmpty(activationId);
        return activationId[0] == '@' && Guid.TryParseExact(activationId.AsSpan(1), "N", out var key)
            ? new ActivationId(key)
            : throw new FormatException(
                $"\"{activationId}\" is not an activation id: the form is \"@\" and 32 hex digits.");
    }

    /// <summary>The form <c>@</c> and 32 hex digits.</summary>
    public string ToParsableString() => ToString();

    /// <inheritdoc/>
    public bool Equals(ActivationId other) => _key == other._key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActivationId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _key.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"@{_key:N}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"@{_key:N}", out charsWritten);

    /// <summary>Whether two ids are equal.</summary>
    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);
}
