namespace Orleans.Services;

/// <summary>The base of clients of per-silo services.</summary>
public interface IGrainServiceClient<TGrainService>
    where TGrainService : IGrainService;
