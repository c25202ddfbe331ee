// Most of these tests run six processes: two such clusters at a time on two cores would vote one another's silos dead.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
