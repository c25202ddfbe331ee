using Microsoft.Extensions.Logging;
using Nola.Runtime.Services;
using Orleans.Services;

namespace Orleans.Runtime;

/// <summary>
/// A service that every silo has one of, from the start of the silo to its end. It is called through a
/// <see cref="Services.GrainServiceClient{TGrainService}"/>, which finds the service that a key belongs to on the ring of
/// silos.
/// </summary>
public abstract class GrainService : SystemTarget, IGrainService
{
    /// <summary>Takes what the silo passes.</summary>
    protected GrainService(GrainId grainId, Silo silo, ILoggerFactory loggerFactory)
        : base(ServiceRegistry.IdOn(grainId, Check(silo)), silo)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        Logger = loggerFactory.CreateLogger(GetType());
        RingRange = ServiceRegistry.RangeOf(silo.Services);
    }

    /// <summary>How far the service has come.</summary>
    protected enum GrainServiceStatus
    {
        /// <summary>Not started.</summary>
        Booting = 0,

        /// <summary>Started.</summary>
        Started = 1,

        /// <summary>Stopped.</summary>
        Stopped = 2,
    }

    /// <summary>Cancelled when the service stops.</summary>
    protected CancellationTokenSource StoppedCancellationTokenSource { get; } = new();

    /// <summary>How often the range has changed.</summary>
    protected int RangeSerialNumber { get; private set; }

    /// <summary>The part of the ring that this service is responsible for.</summary>
    protected IRingRange RingRange { get; private set; }

    /// <summary>How far the service has come.</summary>
    protected GrainServiceStatus Status { get; set; }

    /// <summary>The logger of the service's class.</summary>
    private protected ILogger Logger { get; }

    /// <summary>Prepares the service, before the silo becomes active.</summary>
    public virtual Task Init(IServiceProvider serviceProvider) => Task.CompletedTask;

    /// <summary>Starts the service, when the silo has become active.</summary>
    public virtual Task Start()
    {
        RingRange = ServiceRegistry.RangeOf(ActivationServices);
        StartInBackground().Ignore();
        return Task.CompletedTask;
    }

    /// <summary>Stops the service, before the silo deactivates its grains.</summary>
    public virtual Task Stop()
    {
        StoppedCancellationTokenSource.Cancel();
        Status = GrainServiceStatus.Stopped;
        return Task.CompletedTask;
    }

    /// <summary>Called when silos came or went and the service's part of the ring is another.</summary>
    public virtual Task OnRangeChange(IRingRange oldRange, IRingRange newRange, bool increased)
    {
        RingRange = newRange;
        RangeSerialNumber++;
        return Task.CompletedTask;
    }

    /// <summary>Does what the silo's start need not wait for.</summary>
    protected virtual Task StartInBackground()
    {
        Status = GrainServiceStatus.Started;
        return Task.CompletedTask;
    }

    internal Task ChangeRangeAsync(IRingRange newRange, bool increased) =>
        Status == GrainServiceStatus.Started ? OnRangeChange(RingRange, newRange, increased) : Task.CompletedTask;

    private static Silo Check(Silo silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        return silo;
    }
}
