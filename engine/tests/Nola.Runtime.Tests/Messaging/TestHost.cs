using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Messaging;

/// <summary>A message center with an object that answers the calls it gets.</summary>
internal sealed class TestHost : IIncomingMessageHandler, IEcho, IMessageRouter, ISiloLiveness, IAsyncDisposable
{
    private static readonly GrainType EchoType = GrainType.Create("echo");
    private readonly ServiceProvider _services;
    private int _executions;

    public TestHost(
        ITransport network,
        int port,
        TimeProvider? time = null,
        string secret = "",
        int pendingBytesMax = 1 << 25,
        IStreamSecurity? security = null,
        bool isClient = false,
        int payloadLengthMax = 1 << 27)
    {
        Address = SiloAddress.New(IPAddress.Loopback, port, isClient ? -1 : 1);
        _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        Center = new MessageCenter(
            new MessageCenterOptions
            {
                LocalAddress = Address,
                ClusterId = "test",
                ListenEndpoints = isClient ? [] : [Address.Endpoint],
                Secret = System.Text.Encoding.UTF8.GetBytes(secret),
                PendingBytesMax = pendingBytesMax,
                PayloadLengthMax = payloadLengthMax,
                Security = security,
            },
            network,
            _services.GetRequiredService<CodecProvider>(),
            new InterfaceIds(),
            time ?? TimeProvider.System,
            NullLogger<MessageCenter>.Instance)
        {
            Handler = this,
            Router = this,
            Liveness = this,
        };
        Center.Start();
    }

    public SiloAddress Address { get; }

    public MessageCenter Center { get; }

    /// <summary>Where this host believes all grains to be; null while that is being settled.</summary>
    public SiloAddress? Owner { get; set; }

    public HashSet<SiloAddress> Dead { get; } = [];

    public TaskCompletionSource<SiloAddress> FirstLoss { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<Message> Cancelled { get; } = [];

    public TaskCompletionSource<string> Noted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<SiloAddress> Unreachable { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether who could not be reached was there and said nothing.</summary>
    public bool WasSilent { get; private set; }

    public bool MayServe { get; set; } = true;

    public int UnfinishedCount { get; set; }

    public bool ForwardsCalls { get; set; }

    /// <summary>How often a call of <see cref="Echo"/> was executed here.</summary>
    public int Executions => Volatile.Read(ref _executions);

    public SiloAddress? Route(GrainId grain) => Owner;

    public bool IsDead(SiloAddress silo) => Dead.Contains(silo);

    public void OnConnectionLost(SiloAddress host) => FirstLoss.TrySetResult(host);

    public void OnUnreachable(SiloAddress host, bool isSilent)
    {
        WasSilent = isSilent;
        Unreachable.TrySetResult(host);
    }

    public bool Receive(Message message)
    {
        if (message.Direction == MessageDirection.Cancel)
        {
            lock (Cancelled) Cancelled.Add(message);
            MayEnd.TrySetResult();
            return true;
        }

        if (ForwardsCalls && Owner != Address)
        {
            Center.Forward(message);
            return true;
        }

        _ = ExecuteAsync(message);
        return true;
    }

    /// <summary>Calls a method of the grain "key".</summary>
    public Task CallAsync(string method, TimeSpan? timeout, params object[] arguments) =>
        Call(method, timeout, out _, arguments);

    public Task Call(string method, TimeSpan? timeout, out Message message, params object[] arguments)
    {
        var code = GeneratedInterfaces.Find(typeof(IEcho))!;
        var id = GeneratedManifests.Loaded.SelectMany(m => m.Interfaces).Single(i => i.InterfaceType == typeof(IEcho))
            .Methods.Single(m => m.Name == method).Id;
        var request = code.RentRequest(id, [])!;
        for (var i = 0; i < arguments.Length; i++) request.SetArgument(i, arguments[i]);
        var completion = request.Method.IsOneWay ? null : request.CreateCompletion();
        message = new Message
        {
            Direction = completion is null ? MessageDirection.OneWay : MessageDirection.Request,
            TargetGrain = GrainId.Create(EchoType, "key"),
            InterfaceType = typeof(IEcho),
            MethodId = id,
            TimeToLive = completion is null ? Timeout.InfiniteTimeSpan : timeout ?? TimeSpan.FromSeconds(30),
            RequestContext = RequestContext.Snapshot,
            Request = request,
        };
        Center.Send(message, completion);
        return completion?.Task ?? Task.CompletedTask;
    }

    public async Task<string> EchoAsync(string text) => await (Task<string>)CallAsync("Echo", null, text);

    public Task<string> Echo(string text)
    {
        Interlocked.Increment(ref _executions);
        return Task.FromResult($"{Address.Endpoint.Port}:{text}");
    }

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public Task Wait()
    {
        Started.TrySetResult();
        return MayEnd.Task;
    }

    public Task<string?> GetContext(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task Note(string text)
    {
        Noted.TrySetResult(text);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Center.DisposeAsync();
        await _services.DisposeAsync();
    }

    private async Task ExecuteAsync(Message message)
    {
        await Task.Yield();
        RequestContext.Snapshot = message.RequestContext;
        message.Request!.SetTargetObject(this);
        Task task;
        try
        {
            task = message.Request.Start();
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }

        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Center.Respond(message, message.Request, task);
    }
}
