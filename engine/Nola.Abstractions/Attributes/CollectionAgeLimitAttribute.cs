using System.Globalization;

namespace Orleans;

/// <summary>How long activations of the grain class may be idle before they are deactivated.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The shortest limit; lower ones are raised to it.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _parsed;

    /// <summary>A limit made of <see cref="Days"/>, <see cref="Hours"/> and <see cref="Minutes"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>A limit in the format of <see cref="TimeSpan.Parse(string)"/>.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _parsed = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>The days of the limit.</summary>
    public double Days { get; set; }

    /// <summary>The hours of the limit.</summary>
    public double Hours { get; set; }

    /// <summary>The minutes of the limit.</summary>
    public double Minutes { get; set; }

    /// <summary>Whether activations are never collected.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The limit.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            if (AlwaysActive) return Timeout.InfiniteTimeSpan;

            var limit = _parsed
                ?? TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return limit < MinAgeLimit ? MinAgeLimit : limit;
        }
    }
}
