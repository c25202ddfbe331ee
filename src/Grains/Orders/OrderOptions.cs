using System.ComponentModel.DataAnnotations;

namespace ShopActors;

/// <summary>How orders are led to their end.</summary>
public sealed class OrderOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Orders";

    /// <summary>
    /// How long an order may prepare before it is given up, which also bounds how long it keeps units from
    /// other orders.
    /// </summary>
    /// <value>Default: 2 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a command waits for the order to end before it answers "pending"; the time limits of
    /// <see cref="IOrderGrain"/>'s commands leave room for it.
    /// </summary>
    /// <value>Default: 8 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// When an order whose activation is gone is taken up again; also how long a crash may go unnoticed.
    /// </summary>
    /// <value>Default: 3 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ResumeAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a step is tried again before the order waits to be woken.</summary>
    /// <value>Default: 10.</value>
    [Range(0, 20)]
    public int StepRetries { get; set; } = 10;

    /// <summary>The pause before a step's first retry; each later one doubles it, up to 400 ms.</summary>
    /// <value>Default: 50 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The longest wake-up of an order whose step keeps failing; shorter ones grow with the order's age.
    /// </summary>
    /// <value>Default: 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RetryDelayMax { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>After how long a step that is still under way lets the time line be written as far as it is.</summary>
    /// <value>Default: 250 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ProgressAfter { get; set; } = TimeSpan.FromMilliseconds(250);
}
