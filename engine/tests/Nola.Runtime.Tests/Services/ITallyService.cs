using Orleans.Runtime;
using Orleans.Services;

namespace Nola.Runtime.Tests.Services;

/// <summary>A grain service that says where it is and what happened to it.</summary>
public interface ITallyService : IGrainService
{
    Task<SiloAddress> Place();

    Task<List<string>> Events();

    Task<bool> IsMine(uint hash);

    Task Wait();

    Task Release();
}

public interface ITallyServiceClient : IGrainServiceClient<ITallyService>
{
    ITallyService OfCurrentGrain();

    ITallyService OfKey(uint key);

    ITallyService On(SiloAddress silo);
}

public interface ITallyCallerGrain : IGrainWithIntegerKey
{
    Task<SiloAddress> PlaceOfMyService();

    Task<SiloAddress> PlaceOfServiceOn(SiloAddress silo);

    Task<List<string>> EventsOn(SiloAddress silo);

    Task<bool> OwnerOwns(uint key);

    Task<string> EchoOn(SiloAddress silo, string text);

    Task WaitAndRelease(SiloAddress silo);
}

public interface IEchoExtension : IGrainExtension
{
    Task<string> Echo(string text);
}
