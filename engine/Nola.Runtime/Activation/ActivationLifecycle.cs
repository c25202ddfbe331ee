
namespace Nola.Runtime.Activation;

/// <summary>The stages of one activation. Used on its turn only; most activations have none.</summary>
internal sealed class ActivationLifecycle : IGrainLifecycle
{
    private readonly List<Subscription> _subscriptions = [];
    private List<IGrainMigrationParticipant>? _migrationParticipants;

    /// <summary>Those that were added, and the stages of the runtime's own facets.</summary>
    public IEnumerable<IGrainMigrationParticipant> MigrationParticipants =>
        _subscriptions.Select(s => s.Observer).OfType<IMovableState>().Concat(_migrationParticipants ?? []);

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, stage, observer);
        _subscriptions.Add(subscription);
        return subscription;
    }

    public void AddMigrationParticipant(IGrainMigrationParticipant participant) =>
        (_migrationParticipants ??= []).Add(participant);

    public void RemoveMigrationParticipant(IGrainMigrationParticipant participant) =>
        _migrationParticipants?.Remove(participant);

    /// <summary>Runs the stages upwards; those of one stage run together.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // A stage may subscribe to later ones, so the next is looked up when it is needed.
        while (NextStage() is { } stage)
        {
            var observers = _subscriptions.FindAll(s => !s.IsStarted && s.Stage == stage);
            if (observers is [var only])
            {
                only.IsStarted = true;
                await only.Observer.OnStart(cancellationToken);
            }
            else
            {
                observers.ForEach(s => s.IsStarted = true);
                await Task.WhenAll(observers.Select(s => s.Observer.OnStart(cancellationToken)));
            }
        }
    }

    /// <summary>Runs the started stages downwards; a failure keeps nothing else from stopping.</summary>
    public async Task StopAsync(Action<Exception> onFailure, CancellationToken cancellationToken)
    {
        foreach (var subscription in _subscriptions.Where(s => s.IsStarted).OrderByDescending(s => s.Stage).ToArray())
        {
            subscription.IsStarted = false;
            try
            {
                await subscription.Observer.OnStop(cancellationToken);
            }
            catch (Exception exception) // The others must get their chance to stop.
            {
                onFailure(exception);
            }
        }
    }

    private int? NextStage()
    {
        int? next = null;
        foreach (var subscription in _subscriptions)
        {
            if (!subscription.IsStarted && (next is null || subscription.Stage < next)) next = subscription.Stage;
        }

        return next;
    }

    private sealed class Subscription(ActivationLifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage { get; } = stage;

        public ILifecycleObserver Observer { get; } = observer;

        public bool IsStarted { get; set; }

        public void Dispose() => owner._subscriptions.Remove(this);
    }
}
