using System.ComponentModel.DataAnnotations;

namespace ShopActors.Hosting.Failover;

/// <summary>
/// How soon the failure of a silo is detected and calls recover; docs/adr/0008-failover-timing.md has the reasons.
/// </summary>
public sealed class FailoverSettings
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = $"{ClusterSettings.SectionName}:Failover";

    /// <summary>
    /// The time a silo has to answer another one's probe, and the period of probes, before response times are known;
    /// then both adapt between half of it and <see cref="ProbeTimeoutMax"/>.
    /// </summary>
    /// <value>Default: 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest time for a probe. Times <see cref="ProbesMissed"/>, it is how long a silo must have been silent on
    /// every connection before a vote against it counts.
    /// </summary>
    /// <value>Default: 1.5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:05:00")]
    public TimeSpan ProbeTimeoutMax { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// How many probes in a row a silo must miss for a vote; the last one is asked through a third silo.
    /// </summary>
    /// <value>Default: 3.</value>
    [Range(1, 100)]
    public int ProbesMissed { get; set; } = 3;

    /// <summary>How many silos must vote before one is declared dead; fewer while fewer are alive.</summary>
    /// <value>Default: 2.</value>
    [Range(1, 10)]
    public int VotesForDeath { get; set; } = 2;

    /// <summary>How long a vote counts.</summary>
    /// <value>Default: 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan VoteExpiration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a silo reads the membership table, beside what silos tell one another: the longest that a silo that
    /// was declared dead while it hung goes on.
    /// </summary>
    /// <value>Default: 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan TableRefreshPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a silo writes its sign of life to the membership table. After three missing ones nothing waits for it
    /// any more: new silos join at once after all have been killed. The machines' clocks must agree better than that.
    /// </summary>
    /// <value>Default: 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan HeartbeatPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often a client reads which silos it may send through: a silo that hangs is left alone at the first reading
    /// after its death.
    /// </summary>
    /// <value>Default: 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan GatewayRefreshPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after a failed attempt to connect to a silo the next one is made.</summary>
    /// <value>Default: 250 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a grain call may take whose interface names no time of its own.</summary>
    /// <value>Default: 2.5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// A client that has no answer after this makes the call once more, if that is harmless
    /// (<see cref="RepeatableAttribute"/>); the first answer counts. A client is not told that the silo of a call under
    /// way is dead.
    /// </summary>
    /// <value>Default: 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The pause after a call that failed, before it is made again; each later one doubles it up to
    /// <see cref="RepeatAfter"/>, with jitter.
    /// </summary>
    /// <value>Default: 50 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RepeatDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long after its start a call is still made again.</summary>
    /// <value>Default: 8 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RepeatUntil { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How often one call is made at most, the first time included.</summary>
    /// <value>Default: 16.</value>
    [Range(1, 100)]
    public int AttemptsMax { get; set; } = 16;

    /// <summary>
    /// The repetitions that a process may make per call, on average, of calls that failed, and as many of calls without
    /// an answer: an overloaded cluster must not get more load for being slow.
    /// </summary>
    /// <value>Default: 0.1.</value>
    [Range(0.0, 1.0)]
    public double RepeatShare { get; set; } = 0.1;

    /// <summary>
    /// The repetitions of either kind that a process may save up for when a silo dies; about as many as calls reach it
    /// in ten seconds.
    /// </summary>
    /// <value>Default: 2,000.</value>
    [Range(0, 1_000_000)]
    public int RepeatBurst { get; set; } = 2_000;
}
