using System.Globalization;

namespace Orleans;

/// <summary>How long callers of the method wait for its response.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute : Attribute
{
    /// <summary>A timeout in the format of <see cref="TimeSpan.Parse(string)"/>.</summary>
    public ResponseTimeoutAttribute(string timeout) => Timeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);

    /// <summary>The timeout.</summary>
    public TimeSpan? Timeout { get; init; }
}
